import { m } from '#messages';

/** Words of changes, by their codes. */
export const kindWord: Readonly<Record<string, () => string>> = {
  place: m.changes_kind_place,
  coordinating_unit: m.changes_kind_coordinating_unit,
  beneficiary: m.changes_kind_beneficiary,
  content: m.changes_kind_content,
  lines: m.changes_kind_lines,
  amount_up: m.changes_kind_amount_up,
  amount_down: m.changes_kind_amount_down,
  time_within_year: m.changes_kind_time_within_year,
  time_next_year: m.changes_kind_time_next_year,
};

export const termWord: Readonly<Record<string, () => string>> = {
  commune: m.changes_term_commune,
  coordinatingUnit: m.changes_term_coordinatingUnit,
  establishment: m.changes_term_establishment,
  content: m.changes_term_content,
  support: m.changes_term_support,
  lines: m.changes_term_lines,
  endsOn: m.changes_term_endsOn,
};

export const kindsText = (kinds: readonly string[]): string =>
  kinds.map((kind) => kindWord[kind]!()).join(', ');
