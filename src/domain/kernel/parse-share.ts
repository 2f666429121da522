import { percent, type Rate } from './money.ts';
import { ok, refuse, type Result } from './result.ts';

export type ShareRefusal = 'share_is_not_understood' | 'share_is_out_of_range';

/** A part of a whole in per cent, from 0 to 100 with at most two decimals: "62", "62,5 %", "62.5". */
export function parseShare(text: string): Result<Rate, ShareRefusal> {
  const figure = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/%$/, '')
    .replace(/^[−–]/, '-')
    .replace(',', '.');
  const quote = text.trim().slice(0, 60);
  if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(figure)) return refuse('share_is_not_understood', { text: quote });
  if (figure.startsWith('-')) return refuse('share_is_out_of_range', { text: quote });
  const share = percent(figure);
  return share > 10_000n ? refuse('share_is_out_of_range', { text: quote }) : ok(share);
}
