import { addDays, localDate, yearOf, type LocalDate } from '#kernel';
import type { OldPlace } from '#territory';
import type { OldPlaceRules } from './eligibility-rules.ts';
import { finding, type Finding } from './finding.ts';

/** Whether one old unit counted. `unclear`: what decides it is not known here. */
interface Judged {
  readonly place: OldPlace;
  readonly answer: 'counts' | 'not' | 'unclear';
  /** False where it hangs on something nobody compared with a text. */
  readonly verified: boolean;
}

/**
 * The place of production by what it was before the districts ended. It passes where every old unit it came
 * from counts, fails where none does; else the answer hangs on which of them the workshop stands in.
 */
export function judgeOldPlaces(places: readonly OldPlace[], on: LocalDate, rules: OldPlaceRules): Finding {
  const judged = places.map((place) => judgeOne(place, on, rules));
  const named = (answer: Judged['answer']) =>
    namesOf(judged.filter((one) => one.answer === answer).map(({ place }) => place));
  const all = (answer: Judged['answer']) => judged.every((one) => one.answer === answer);
  const basis = judged.every((one) => one.verified) ? rules : { ...rules, verification: 'memory' as const };
  if (all('counts')) return finding('old_place_counted', 'passed', basis, { units: named('counts') });
  if (all('not')) {
    const params = { units: named('not'), years: rules.recentWards.years };
    return finding('old_place_did_not_count', 'failed', basis, params);
  }
  const params = { counts: named('counts'), not: named('not'), unclear: named('unclear') };
  return finding('place_depends_on_old_unit', 'to_be_shown', basis, params);
}

/** "Phường Lê Mao, Phường Cửa Nam (Thành phố Vinh)": official names, the same in every language. */
function namesOf(places: readonly OldPlace[]): string {
  const around = [...new Set(places.map(({ within }) => within.name))];
  return around
    .map((name) => {
      const inside = places.filter(({ within }) => within.name === name).map((place) => place.name);
      return inside.includes(name) ? name : `${[...new Set(inside)].join(', ')} (${name})`;
    })
    .join('; ');
}

function judgeOne(place: OldPlace, on: LocalDate, rules: OldPlaceRules): Judged {
  const { kind, within, grade, origin } = place;
  const answer = (is: Judged['answer'], verified = true): Judged => ({ place, answer: is, verified });
  if (rules.kinds.includes(kind)) return answer('counts');
  if (rules.wardsIn.includes(within.kind)) return answer('counts');
  // It was a commune, or a ward of a town, on that day.
  if (origin !== null && on <= origin.until) return answer('counts', origin.verified);
  if (within.kind === 'city') {
    if (grade === null) return answer('unclear', false);
    if (rules.wardsOfGrades.includes(grade.grade)) return answer('counts', grade.verified);
  }
  const sure = grade?.verified ?? within.kind !== 'city';
  if (origin !== null) {
    const recent = addDays(origin.until, 1) >= firstDayOfRecentWards(on, rules.recentWards.years);
    // Of wards that came from a town the text says nothing.
    const meanwhile = origin.was === 'commune' ? 'counts' : 'unclear';
    return answer(recent ? meanwhile : 'not', sure && origin.verified);
  }
  return place.hasNamesake ? answer('unclear', false) : answer('not', sure);
}

/** The years run to 31 December of the year before the plan's, which is taken to be that of the day asked about. */
function firstDayOfRecentWards(on: LocalDate, years: number): LocalDate {
  return localDate(`${yearOf(on) - 1 - years}-12-31`);
}
