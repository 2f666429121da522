import type { Locale } from '#kernel';
import { m } from '#messages';
import { ORDER } from './law-families.ts';

/** A level of the order of priority, as the law chapter gives it. */
export interface SaidLevel {
  readonly by: string;
  readonly rank: number;
  readonly of: number;
  readonly name: { readonly vi: string; readonly en: string } | null;
  readonly possible: number;
  readonly listsUnknown: boolean;
  readonly judged: boolean;
}

/** "Địa bàn: bậc 1 trong 4: …", and what may still change it. */
export function priorityLevelSentence(level: SaidLevel, locale: Locale): string {
  const { by, rank, of, name, possible, listsUnknown, judged } = level;
  const options = { locale };
  const reached = name !== null;
  const which = reached ? by : listsUnknown ? `${by}_unknown` : `${by}_last`;
  const inputs = { rank: String(rank), of: String(of), name: name?.[locale] ?? '' };
  return [
    ORDER[which]?.(inputs, options) ?? which,
    judged ? m.law_order_judged({}, options) : '',
    possible < rank ? m.law_order_possible({ possible: String(possible) }, options) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
