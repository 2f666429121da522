import { addDong, type Dong } from '#kernel';
import { step, type Step } from './explanation.ts';
import type { Norm, UnitFacts } from './norm.ts';

/** Units of count that are the establishment itself: it has one cap however many lines it is entered on. */
const establishments = ['establishment', 'enterprise'];

/** The units a norm counts: where it counts establishments, the lines of one establishment together are one, and `steps` says so. */
export function unitsOfCount(given: readonly UnitFacts[], norm: Norm, steps: Step[]): readonly UnitFacts[] {
  if (given.length === 1 || !establishments.includes(norm.unitOfCount)) return given;
  const units: UnitFacts[] = [];
  const places = new Map<string, number>();
  for (const unit of given) {
    const place = unit.establishment === undefined ? undefined : places.get(unit.establishment);
    if (place === undefined) {
      if (unit.establishment !== undefined) places.set(unit.establishment, units.length);
      units.push(unit);
    } else units[place] = together(units[place]!, unit);
  }
  for (const [establishment, place] of places) {
    const count = given.filter((unit) => unit.establishment === establishment).length;
    if (count > 1) steps.push(step('units_are_one', { count, unitOfCount: norm.unitOfCount }, place));
  }
  return units;
}

function together(a: UnitFacts, b: UnitFacts): UnitFacts {
  return {
    ...a,
    eligibleCost: addDong(a.eligibleCost, b.eligibleCost),
    ...sum('totalInvestment', a, b),
    ...sum('vat', a, b),
    technologyLine: a.technologyLine === true || b.technologyLine === true,
    ...(a.costs === undefined && b.costs === undefined ? {} : { costs: [...costsOf(a), ...costsOf(b)] }),
    ...(a.earlier === undefined && b.earlier === undefined
      ? {}
      : { earlier: union(a.earlier ?? [], b.earlier ?? []) }),
  };
}

type Before = NonNullable<UnitFacts['earlier']>;

/** Both lines tell of the same past: what both name is counted once, what one of them leaves out is counted too. */
function union(a: Before, b: Before): Before {
  const rest = [...a];
  const added = b.filter((before) => {
    const same = rest.findIndex((one) => one.on === before.on && one.amount === before.amount);
    if (same >= 0) rest.splice(same, 1);
    return same < 0;
  });
  return [...a, ...added];
}

const costsOf = (unit: UnitFacts) => unit.costs ?? [];

/** A total that one of the two does not state is that one's cost at least. */
function sum(name: 'totalInvestment' | 'vat', a: UnitFacts, b: UnitFacts) {
  if (a[name] === undefined && b[name] === undefined) return {};
  const of = (unit: UnitFacts): Dong => unit[name] ?? (name === 'vat' ? (0n as Dong) : unit.eligibleCost);
  return { [name]: addDong(of(a), of(b)) };
}
