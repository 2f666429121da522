import { addDays, formatDate, sumDong, yearOf, type Dong, type FormFields, type LocalDate } from '#kernel';
import { lineAmount, type CostLine, type ProcedureKind } from '#projects';
import { results } from '../data/sentences.ts';
import type { Trade } from '../data/trade.ts';
import type { Random } from '../random.ts';
import { million, type PlannedCost } from './cost.ts';

/** What the request form is filled in with; quotations are added when they are stored. */
export function requestFields(
  about: {
    readonly procedure: ProcedureKind;
    readonly content: string;
    readonly fiscalYear: number;
    readonly writtenOn: LocalDate;
    readonly asked: Dong;
  },
  trade: Trade,
  cost: PlannedCost,
  random: Random,
): FormFields {
  const start = addDays(about.writtenOn, random.whole(60, 90));
  const halfway = addDays(start, random.whole(40, 70));
  const end = addDays(halfway, random.whole(30, 60));
  const whole = sumDong(cost.lines.map(lineAmount));
  return {
    title: cost.title,
    procedure: about.procedure,
    contentCode: about.content,
    fiscalYear: String(about.fiscalYear),
    necessity: random.pick(trade.needs),
    objective: trade.gain,
    technologyLine: about.content === 'MM-02' ? 'on' : '',
    ...table('machines', cost.machines, (m) => ({
      name: m.name,
      origin: m.origin,
      year: String(yearOf(about.writtenOn)),
      capacity: m.capacity,
      quantity: String(m.quantity),
      unitPrice: String(m.unitPrice),
    })),
    ...costFields(cost.lines),
    asked: String(about.asked),
    ...table('timetable', tasks(cost.machines.length > 0, start, halfway, end), (task) => task),
    'results.jobs': String(random.whole(3, 16)),
    'results.revenue': String(million(Math.max(1, Number(whole / million(10))) * random.whole(2, 6))),
    'results.description': random.pick(results),
    'commitments.ownFunds': 'on',
    'commitments.noOtherSupport': 'on',
    'commitments.newMachinery': 'on',
  };
}

/** The first version, before the centre asked for more: capacities missing, fitting dearer, less said. */
export function firstVersion(fields: FormFields): FormFields {
  const fitting = Object.entries(fields).find(([, value]) => value === 'Vận chuyển, lắp đặt, chạy thử')?.[0];
  const price = fitting?.replace(/label$/, 'unitPrice') ?? '';
  const changed: Record<string, string> = {
    ...fields,
    necessity: 'Máy móc đã cũ, cần đổi mới để nâng cao năng suất.',
    'results.description': 'Tăng năng suất.',
  };
  for (const name of Object.keys(fields)) if (/^machines\.\d+\.capacity$/.test(name)) changed[name] = '';
  if (fields[price] !== undefined) changed[price] = String(BigInt(fields[price]) + 5_000_000n);
  return changed;
}

export function costFields(lines: readonly CostLine[], name = 'costLines'): FormFields {
  return table(name, lines, (l) => ({
    label: l.label,
    unit: l.unit,
    quantity: String(l.quantity),
    unitPrice: String(l.unitPrice),
    eligible: l.eligible ? 'on' : '',
    other: l.other === 0n ? '' : String(l.other),
  }));
}

/** Rows as the browser sends them: `name.0.column`. */
export function table<T>(
  name: string,
  rows: readonly T[],
  cells: (row: T, i: number) => FormFields,
): FormFields {
  return Object.fromEntries(
    rows.flatMap((row, i) =>
      Object.entries(cells(row, i)).map(([column, value]) => [`${name}.${i}.${column}`, value]),
    ),
  );
}

function tasks(machines: boolean, start: LocalDate, halfway: LocalDate, end: LocalDate) {
  const task = (what: string, from: LocalDate, until: LocalDate) => ({
    task: what,
    from: formatDate(from),
    until: formatDate(until),
  });
  return machines
    ? [
        task('Ký hợp đồng, đặt mua máy', start, addDays(start, 20)),
        task('Giao máy, lắp đặt, chạy thử', addDays(start, 21), halfway),
        task('Đào tạo vận hành, nghiệm thu, quyết toán', addDays(halfway, 1), end),
      ]
    : [task('Chuẩn bị, ký hợp đồng thuê ngoài', start, halfway), task('Thực hiện, nghiệm thu', halfway, end)];
}
