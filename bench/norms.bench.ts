import { evaluateExpressionSync, ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { Engine } from 'json-rules-engine';
import Publicodes from 'publicodes';
import { dong, localDate, type Dong, type LocalDate } from '#kernel';
import { evaluate, type Evaluation, type NormSet, type SupportFacts } from '#law';
import { loadNormBook } from '#law/server';
import { inProvince } from '#platform/server';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3);
const PROVINCE = '40';
const RATE = 0.5;
const CAP = 300_000_000;

/** Costs around the cap of 600 million, so that share and cap both decide; the same for everyone. */
const costs = Array.from({ length: 1000 }, (_, i) => 1_000_000 + i * 1_199_999);
const expected = costs.map((cost) => Math.min(Math.floor(cost * RATE), CAP));

/** Every step is read, and the answer used, so that no compiler leaves the explanation out. */
function explained({ explanation }: Evaluation): boolean {
  let letters = 0;
  for (const step of explanation) letters += step.code.length;
  return letters > 0;
}

/** Answers a second, on one thread; `ask` may be a promise. Warmed up first, each answer checked once. */
async function rate<Cost>(given: readonly Cost[], ask: (cost: Cost) => number | Promise<number>) {
  for (const [i, cost] of given.entries()) {
    const answer = Math.floor(await ask(cost));
    if (answer !== expected[i]) throw new Error(`${String(cost)}: ${answer} and not ${expected[i]}`);
  }
  const began = performance.now();
  let asked = 0;
  while (performance.now() - began < SECONDS * 1000)
    for (const cost of given) {
      const answer = ask(cost);
      if (typeof answer !== 'number') await answer;
      asked++;
    }
  return (asked / (performance.now() - began)) * 1000;
}

/**
 * "50 %, at most 300 million" in the rule engines a reader might have taken instead, each in the fastest form its
 * package offers. They find one amount; none of them looks for the set of the day, judges the facts, or says why.
 */
async function peers(): Promise<Readonly<Record<string, number>>> {
  const rules = new Engine(
    [
      { conditions: { all: [capped('lessThan')] }, event: { type: 'share' } },
      { conditions: { all: [capped('greaterThanInclusive')] }, event: { type: 'cap' } },
    ],
    { allowUndefinedFacts: false },
  );
  rules.addFact('share', async (_, almanac) => (await almanac.factValue<number>('cost')) * RATE);
  const jsonRules = async (cost: number) => {
    const { events } = await rules.run({ cost });
    return events[0]?.type === 'cap' ? CAP : cost * RATE;
  };

  const expression = `min([cost * ${RATE}, ${CAP}])`;
  const zen = new ZenEngine();
  // Compiled once; only decisions can be: an expression is given as text with every question.
  const content = new ZenDecisionContent({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      {
        id: 'norm',
        type: 'expressionNode',
        name: 'norm',
        position: { x: 1, y: 0 },
        content: { expressions: [{ id: 'a', key: 'amount', value: expression }] },
      },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'e1', type: 'edge', sourceId: 'in', targetId: 'norm' },
      { id: 'e2', type: 'edge', sourceId: 'norm', targetId: 'out' },
    ],
  });
  const decision = zen.createDecision(content);
  const zenEngine = async (cost: number) =>
    ((await decision.evaluate({ cost })).result as { amount: number }).amount;

  const publicodes = new Publicodes({
    cost: { 'par défaut': 0 },
    amount: { valeur: `cost * ${RATE}`, plafond: CAP },
  });
  const publi = (cost: number) => Number(publicodes.setSituation({ cost }).evaluate('amount').nodeValue);

  return {
    'json-rules-engine': await rate(costs, jsonRules),
    '@gorules/zen-engine, as a decision': await rate(costs, zenEngine),
    '@gorules/zen-engine, a bare expression': await rate(costs, (cost) =>
      Number(evaluateExpressionSync(expression, { cost })),
    ),
    publicodes: await rate(costs, publi),
  };
}

const capped = (operator: string) => ({ fact: 'share', operator, value: CAP });

/** Every worked example of every set: all kinds of rules, refusals too. */
function mixOf(sets: readonly NormSet[]) {
  return sets.flatMap((set) =>
    [...set.norms.values()].flatMap((norm) =>
      norm.examples.map(({ units, area }) => ({
        set,
        on: set.inForce.from,
        facts: { content: norm.content, fund: set.fund, province: PROVINCE, area, units },
      })),
    ),
  );
}

function mixRate(mix: readonly { set: NormSet; on: LocalDate; facts: SupportFacts }[]): number {
  const began = performance.now();
  let asked = 0;
  while (performance.now() - began < SECONDS * 1000)
    for (let i = 0; i < 10; i++)
      for (const { facts, on, set } of mix) {
        const answer = evaluate(facts, on, set);
        if (answer.ok && !explained(answer.value)) throw new Error('an answer without a reason');
        asked++;
      }
  return (asked / (performance.now() - began)) * 1000;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const { db } = await startBenchDatabase(tools, 1);
  const book = await inProvince({ db, province: PROVINCE }, (tx) => loadNormBook(tx, PROVINCE));
  const mix = mixOf(book.sets);
  const kinds = new Set(mix.map(({ set, facts }) => set.norms.get(facts.content)?.rule.kind));

  const on = localDate('2026-03-01');
  const set = book.sets.find((one) => one.fund === 'national' && one.inForce.until === null)!;
  const facts = (cost: Dong): SupportFacts => ({
    content: 'MM-01',
    fund: 'national',
    province: PROVINCE,
    area: 'normal',
    units: [{ eligibleCost: cost }],
  });
  // Everybody is given the cost as their own kind of number: amounts here are whole đồng as bigint.
  const askOne = () =>
    rate(
      costs.map((cost) => dong(cost)),
      (cost) => {
        const answer = evaluate(facts(cost), on, set);
        return answer.ok && explained(answer.value) ? Number(answer.value.amount) : -1;
      },
    );
  // As the peers are: asked this one question and no other. After every kind of rule was asked, it is slower.
  const ours = await askOne();
  const theirs = await peers();
  const fastest = Math.max(...Object.values(theirs));
  mixRate(mix.slice(0, 20));
  const mixed = mixRate(mix);
  const afterwards = await askOne();
  return [
    {
      metric: `evaluations with explanation, ${kinds.size} kinds of rules`,
      value: Math.round(mixed),
      unit: '1/s',
    },
    {
      metric: 'rate with cap, explained and read, after all kinds of rules were asked',
      value: Math.round(afterwards),
      unit: '1/s',
    },
    ...Object.entries(theirs).map(([peer, value]) => ({
      metric: `rate with cap, explained and read, beside ${peer}`,
      value: Math.round(ours),
      unit: '1/s',
      peer,
      peerValue: Math.round(value),
      ratio: Number((ours / value).toFixed(2)),
      ...(value === fastest ? { goal: '≥ 10 × the fastest of them', met: ours >= 10 * value } : {}),
    })),
  ];
}

export default bench({
  about:
    'norms computed with their explanation read step by step, on one thread, beside general rule engines that find only the amount',
  run,
});
