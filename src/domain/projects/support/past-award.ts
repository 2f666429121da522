import { yearOf, type LocalDate } from '#kernel';
import { isVerified, type Basis, type Citation } from '#law';
import { judgeSameContent, type PastSupport } from '../dossier/past-support.ts';

/** Support that was granted to the same business, as the public may know it. */
export type PastAward = Pick<
  PastSupport,
  | 'province'
  | 'provinceName'
  | 'number'
  | 'content'
  | 'fiscalYear'
  | 'procedure'
  | 'state'
  | 'amount'
  | 'on'
  | 'establishmentName'
>;

/** A past award held against something that is wanted now. */
export type PastFinding = ReturnType<typeof judgeSameContent> & {
  readonly award: PastAward;
  readonly citation: Citation | null;
  readonly verified: boolean;
};

/** What was had before a day for the same content. `basis`: the commitment that nothing else was had for the same cost. */
export function judgePastAwards(
  content: string,
  on: LocalDate,
  awards: readonly PastAward[],
  basis: Basis,
): readonly PastFinding[] {
  return awards
    .filter((award) => award.content === content && award.on <= on)
    .map((award) => ({
      ...judgeSameContent(yearOf(on), award),
      award,
      citation: basis.citation,
      verified: isVerified(basis.verification),
    }));
}
