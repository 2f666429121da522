import { textField } from '#kernel';
import { z } from 'zod';

/** What a paper of a need shows. */
export const needPaperKinds = ['quotation', 'site_photo'] as const;
export type NeedPaperKind = (typeof needPaperKinds)[number];

export interface NeedPaper {
  readonly document: string;
  readonly kind: NeedPaperKind;
  readonly title: string;
  readonly picture: boolean;
}

/** A need is looked at, not appraised: more papers belong to its request. */
export const MOST_NEED_PAPERS = 6;

export const needPaperForm = z.object({ kind: z.enum(needPaperKinds) });
export const needPaperRemoval = z.object({ document: textField({ max: 40 }) });
