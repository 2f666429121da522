import { addDong, dong, sumDong, yearOf, type Dong, type LocalDate } from '#kernel';
import type { BudgetDecisionKind, FundSource } from '#funds';
import type { ProcedureKind } from '#projects';
import { randomOf } from '../random.ts';
import { firstWorkday, officeHour } from '../workdays.ts';
import { million, roundTo } from './cost.ts';
import type { Grounds } from './grounds.ts';
import type { FundKey, PlannedProject } from './project.ts';

interface PlannedFund {
  readonly key: FundKey;
  readonly name: string;
  readonly fiscalYear: number;
  readonly source: FundSource;
  readonly procedure: ProcedureKind;
  readonly openedAt: Date;
  readonly decisions: readonly {
    readonly kind: BudgetDecisionKind;
    readonly number: string;
    readonly at: Date;
    readonly amount: Dong;
    readonly note: string;
  }[];
}

export interface MoneyPlan {
  readonly funds: readonly PlannedFund[];
  /** The years whose books are closed, and when. */
  readonly yearEnds: readonly { readonly year: number; readonly at: Date }[];
}

const kinds = {
  local: { name: 'Kinh phí khuyến công địa phương', source: 'local', procedure: 'provincial', by: 'QĐ-UBND' },
  central: { name: 'Kinh phí khuyến công quốc gia', source: 'central', procedure: 'national', by: 'QĐ-BCT' },
  cofunding: {
    name: 'Vốn lồng ghép chương trình phát triển vùng dân tộc thiểu số và miền núi',
    source: 'cofunding',
    procedure: 'provincial',
    by: 'QĐ-UBND',
  },
} as const;

/** Funds of three years with enough in them for what the projects will draw, and what the budget authorities decide. */
export function planMoney(projects: readonly PlannedProject[], grounds: Grounds): MoneyPlan {
  const year = yearOf(grounds.today);
  const funds = ([-2, -1, 0] as const).flatMap((offset) => {
    const of = ['local', 'central', ...(offset === 0 ? ['cofunding'] : [])] as (keyof typeof kinds)[];
    return of.map((kind) => planFund(kind, year + offset, projects, grounds));
  });
  const yearEnds = [year - 2, year - 1].flatMap((closing) => {
    const on = firstWorkday(`${closing + 1}-01-24` as LocalDate, grounds.calendar);
    return on < grounds.today
      ? [{ year: closing, at: officeHour(on, randomOf(`${grounds.seed} end ${closing}`)) }]
      : [];
  });
  return { funds, yearEnds };
}

function planFund(
  kind: keyof typeof kinds,
  year: number,
  projects: readonly PlannedProject[],
  { calendar, seed, today }: Grounds,
): PlannedFund {
  const { name, source, procedure, by } = kinds[kind];
  const key: FundKey = `${kind} ${year}`;
  const random = randomOf(`${seed} ${key}`);
  const drawn = sumDong(projects.filter((p) => p.fund === key).map((p) => p.amounts.planned));
  const cut = kind === 'local' ? million(random.whole(8, 15) * 10) : dong(0);
  const spare = million(kind === 'cofunding' ? 250 : random.whole(30, 60) * 10);
  const appropriated = roundTo(addDong(drawn, addDong(cut, spare)), million(100));
  const opened = firstWorkday(`${year - 1}-12-10` as LocalDate, calendar);
  const on = (day: string) => firstWorkday(`${year}-${day}` as LocalDate, calendar);
  const decisions = [
    {
      kind: 'appropriate',
      on: firstWorkday(`${year - 1}-12-14` as LocalDate, calendar),
      amount: appropriated,
      note: 'Giao dự toán đầu năm',
    },
    {
      kind: 'supplement',
      on: on('06-18'),
      amount: million(random.whole(6, 12) * 50),
      note: 'Bổ sung từ nguồn sự nghiệp kinh tế',
    },
    { kind: 'cut', on: on('09-21'), amount: cut, note: 'Cắt giảm, tiết kiệm chi thường xuyên' },
  ] as const;
  return {
    key,
    name,
    fiscalYear: year,
    source,
    procedure,
    openedAt: officeHour(opened, random),
    decisions: decisions
      .filter((d) => d.amount > 0n && d.on < today && !(kind === 'cofunding' && d.kind === 'supplement'))
      .map((d) => ({
        kind: d.kind,
        amount: d.amount,
        note: d.note,
        number: `${random.whole(400, 4900)}/${by}`,
        at: officeHour(d.on, random),
      })),
  };
}
