import { dong, type Dong } from '#kernel';
import { startingTerms, type Candidate, type PlanProblem, type PlanTerms, type Split } from '#appraisal';

/** A year's plan made by numbers alone, the same for the same seed: for properties and for the benchmark. */

export interface ProblemSize {
  readonly seed: number;
  readonly candidates: number;
  readonly funds: number;
  /** Targets of shares, the first of them binding. */
  readonly targets: number;
  readonly flagships?: number;
  /** Every so many candidates needs money of following years too, under a ceiling that binds. */
  readonly splitEvery?: number;
}

/** mulberry32. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function madeUpProblem({
  seed,
  candidates: count,
  funds,
  targets,
  flagships = 0,
  splitEvery = 0,
}: ProblemSize): PlanProblem {
  const random = randomOf(seed);
  const candidates = Array.from({ length: count }, (_, i) => candidateOf(i, random)).map((one, i) =>
    splitEvery > 0 && i % splitEvery === 0 ? { ...one, split: splitOf(one.most, i) } : one,
  );
  const asked = candidates.reduce((sum, { most }) => sum + most, 0n);
  const share = (asked * 35n) / 100n / BigInt(funds);
  // Of 2028, which has the most: a quarter of all that could be promised.
  const promises = candidates.reduce((sum, { split }) => sum + (split?.later[0]?.amount ?? 0n), 0n);
  const terms: PlanTerms = {
    ...startingTerms,
    ahead: true,
    promiseCeiling: splitEvery > 0 ? dong(promises / 4n) : null,
    targets: Array.from({ length: targets }, (_, i) => targetOf(i, random)),
    flagships: Array.from({ length: flagships }, (_, i) => ({
      name: `Đề án điểm ${i + 1}`,
      projects: candidates.slice(i * 3, i * 3 + 3).map(({ id }) => id),
    })),
  };
  return {
    year: 2027,
    procedure: 'provincial',
    candidates,
    // Odd amounts, so that no sum of round supports meets a fund exactly.
    funds: Array.from({ length: funds }, (_, i) => ({
      id: `fund-${i}`,
      name: `Nguồn ${i + 1}`,
      free: dong(share + BigInt(random(50_000_001))),
      committed: dong(0),
    })),
    commitments: [],
    promised: splitEvery > 0 ? [{ year: 2028, amount: dong(promises / 20n) }] : [],
    terms,
    unknown: [],
  };
}

/** Half, a third and a sixth; or half and half. */
function splitOf(whole: Dong, i: number): Split {
  const [half, third] = [whole / 2n, whole / 3n];
  const later =
    i % 2 === 0
      ? [{ year: 2028, amount: half as Dong }]
      : [
          { year: 2028, amount: third as Dong },
          { year: 2029, amount: (whole - half - third) as Dong },
        ];
  return { whole, later };
}

const contents = ['MM-01', 'MM-02', 'DN-01', 'NH-01', 'HC-01', 'TV-01', 'SX-01', 'QH-01', 'PT-01'];

function targetOf(i: number, random: (below: number) => number): PlanTerms['targets'][number] {
  const bound = i % 2 === 0 ? 'most' : 'least';
  const share = bound === 'most' ? 1500 + random(2000) : 100 + random(400);
  if (i % 4 === 3)
    return { topic: { of: 'priority', code: 'area' }, bound: 'least', share: 2000 + random(1500) };
  return { topic: { of: 'content', code: contents[i % contents.length]! }, bound, share };
}

function candidateOf(i: number, random: (below: number) => number): Candidate {
  const content = contents[random(3) === 0 ? 0 : random(contents.length)]!;
  const most = dong((20 + random(280)) * 1_000_000 + random(2) * random(1_000_000));
  const totalCost = dong((most * BigInt(130 + random(500))) / 100n);
  return {
    id: `project-${i}`,
    number: `KC-2027-${String(i + 1).padStart(4, '0')}`,
    title: `Đề án ${i + 1}`,
    state: 'appraised',
    ready: random(5) > 0,
    revision: 4,
    fiscalYear: 2027,
    content,
    group: 1 + contents.indexOf(content),
    groupProject: false,
    establishment: `Cơ sở ${i + 1}`,
    taxCode: `tax-${random(9) === 0 ? Math.floor(i / 2) : i}`,
    commune: 'Quỳ Hợp',
    appraised: most,
    allowed: most,
    most,
    split: null,
    worksUntil: 2027,
    totalCost,
    counterpart: (totalCost - most) as Dong,
    jobs: random(15),
    priority: [
      { by: 'area', rank: 1 + random(5), of: 4 },
      { by: 'sector', rank: 1 + random(3), of: 2 },
      { by: 'owner', rank: 1 + random(2), of: 1 },
    ],
  };
}
