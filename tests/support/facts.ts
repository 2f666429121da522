import { dong, localDate, minDong, ok, ZERO_DONG, type Dong } from '#kernel';
import type { ApplicantFacts } from '#law';
import type { FundedLine, Money, ProjectFacts, Request } from '#projects';

/** What a rule sees, made by hand: the rules of acts are pure, so their tests need no database. */

export const million = (n: number): Dong => dong(n * 1_000_000);

const line = (label: string, price: Dong, eligible: boolean, support: Dong): FundedLine => ({
  label,
  unit: 'bộ',
  quantity: 1,
  unitPrice: price,
  eligible,
  other: ZERO_DONG,
  amount: price,
  support,
  own: dong(price - support),
});

/** A machine of 600 million, 290 of them supported, and 100 million of fitting that nobody supports. */
const estimateLines: readonly FundedLine[] = [
  line('Máy cắt đá CNC', million(600), true, million(290)),
  line('Lắp đặt', million(100), false, ZERO_DONG),
];

type Given = Omit<Partial<ProjectFacts>, 'money' | 'lastData'> & {
  readonly money?: Partial<Money>;
  /** What earlier acts carried. */
  readonly acts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** Facts on 23 November 2026 under a norm of half the eligible cost, 300 million at most. */
export function factsWith({ money = {}, acts = {}, ...over }: Given = {}): ProjectFacts {
  return {
    id: '01900000-0000-7000-8000-000000000000',
    procedure: 'provincial',
    state: 'contracted',
    fiscalYear: 2026,
    fundId: null,
    request: { contentCode: 'MM-01', costLines: estimateLines } as unknown as Request,
    asked: million(300),
    planned: million(300),
    estimate: million(290),
    contract: million(290),
    money: {
      planned: ZERO_DONG,
      committed: ZERO_DONG,
      advanced: ZERO_DONG,
      spent: ZERO_DONG,
      settled: ZERO_DONG,
      recovered: ZERO_DONG,
      ...money,
    },
    estimateLines,
    estimateReview: [],
    quoted: { quotations: [], taken: [] },
    approvesUpTo: undefined,
    lastData: (event) => acts[event],
    norm: (eligible) => ok(minDong(dong(eligible / 2n), million(300))),
    screening: { items: [], papers: [], duplicates: [] },
    advanceRule,
    today: localDate('2026-11-23'),
    ...over,
  };
}

const percent = (n: bigint) => (n * 100n) as NonNullable<ProjectFacts['advanceRule']>['first']['percent'];

/** 70 % once 70 % of the investment is done, and never more than 70 % in all. */
const advanceRule: NonNullable<ProjectFacts['advanceRule']> = {
  first: tier(percent(70n), percent(70n)),
  ceiling: tier(percent(70n), null),
};

function tier(share: ReturnType<typeof percent>, progress: ReturnType<typeof percent> | null) {
  const progressOf = progress === null ? null : ('total_investment' as const);
  return {
    percent: share,
    progress,
    progressOf,
    papers: [],
    citation: null,
    verification: 'memory' as const,
  };
}

/** A company of forty-two in a commune of a province, of which nothing special is known. */
export const workshopFacts: ApplicantFacts = {
  legalForm: 'limited_company',
  province: 'province',
  commune: 'commune',
  oldPlaces: null,
  craftVillage: false,
  craftVillageDecision: null,
  sector: 'NN-A',
  employees: 42,
  revenue: dong(10_000_000_000),
  capital: null,
  womenOwned: false,
  minorityOwned: false,
  cleanerProduction: false,
  clusterInvestor: false,
  localMaterialShare: null,
  exports: false,
  supportingIndustry: false,
  typicalProduct: false,
  typicalProductCertificate: null,
  keyProduct: false,
  area: null,
  areas: { areas: [], known: false },
};
