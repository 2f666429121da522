import { z } from 'zod';
import { countField, optionalTextField, textField } from '#kernel';

const described = {
  group: countField({ min: 1, max: 9 }),
  nameVi: textField({ max: 200 }),
  nameEn: textField({ max: 200 }),
  document: textField({ max: 80 }),
  article: optionalTextField({ max: 80 }),
};

/** A content a province adds: its short code without the province's, and what it is and rests on. */
export const ownContentForm = z.object({ code: textField({ max: 8 }), ...described });
export const ownContentChangeForm = z.object(described);
export type OwnContentInput = z.output<typeof ownContentForm>;
export type OwnContentChange = z.output<typeof ownContentChangeForm>;
