import { formatDate, formatDong, isLocalDate, type Dong } from '#kernel';
import type { TermDifference } from '#agreements';
import type { FundedLine } from '#projects';
import { m } from '#messages';

/** Words of contracts, by their codes. */
export const versionWord: Readonly<Record<string, () => string>> = {
  signed: m.contracts_kind_signed,
  amended: m.contracts_kind_amended,
  corrected: m.contracts_kind_corrected,
  changed: m.contracts_kind_changed,
};

const partyWord: Readonly<Record<string, () => string>> = {
  name: m.contracts_party_name,
  representative: m.contracts_party_representative,
  position: m.contracts_party_position,
  address: m.contracts_party_address,
  account: m.contracts_party_account,
  bank: m.contracts_party_bank,
};

const termWord: Readonly<Record<string, () => string>> = {
  support: m.contracts_support,
  endsOn: m.contracts_ends_on,
  milestone: m.contracts_milestone,
  payerDuties: m.contracts_payer_duties,
  unitDuties: m.contracts_unit_duties,
};

type Said = { readonly what: string; readonly before: string; readonly after: string };

/** A difference as a row to read. */
export function sayDifference(one: TermDifference, locale: 'vi' | 'en'): Said {
  if (one.what === 'line') {
    const of = one.line.after ?? one.line.before!;
    return {
      what: of.label,
      before: sayLine(one.line.before, locale, m.contracts_line_added()),
      after: sayLine(one.line.after, locale, m.contracts_line_removed()),
    };
  }
  if (one.what === 'support') {
    const say = (amount: Dong) => formatDong(amount, locale);
    return { what: termWord['support']!(), before: say(one.before), after: say(one.after) };
  }
  const [side, field] = one.what.split('.');
  const what =
    field === undefined
      ? termWord[one.what]!()
      : `${side === 'payer' ? m.contracts_side_payer() : m.contracts_side_unit()}: ${partyWord[field]!()}`;
  return { what, before: sayText(one.before), after: sayText(one.after) };
}

function sayText(text: string | null): string {
  if (text === null || text === '') return m.contracts_nothing();
  const [, day, rest] = /^(\d{4}-\d{2}-\d{2})(?: (.*))?$/s.exec(text) ?? [];
  return day && isLocalDate(day) ? [formatDate(day), rest].filter(Boolean).join(' · ') : text;
}

const sayLine = (line: FundedLine | null, locale: 'vi' | 'en', none: string): string =>
  line === null
    ? none
    : `${formatDong(line.amount, locale)}; ${m.contracts_support()}: ${formatDong(line.support, locale)}`;
