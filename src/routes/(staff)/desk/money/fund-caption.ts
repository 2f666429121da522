import type { Fund } from '#funds';
import { sourceLabel } from '#text';

/** Names a fund so that two of one name in a year are told apart: regions of a page need names of their own. */
export function fundCaption(fund: Pick<Fund, 'name' | 'source'>): string {
  return `${fund.name}, ${sourceLabel(fund.source)}`;
}
