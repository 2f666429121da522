import { z } from 'zod';
import { choiceField, optionalTextField, textField, tickField } from '#kernel';
import { unitKinds } from './actor.ts';

const names = {
  name: textField({ max: 200 }),
  shortName: optionalTextField({ max: 60 }),
  communeCode: optionalTextField({ max: 5 }),
  parentId: optionalTextField({ max: 36 }),
};

export const newUnitForm = z.object({ kind: choiceField(unitKinds), ...names });

export const unitForm = z.object(names);

export const closingForm = z.object({
  successorId: optionalTextField({ max: 36 }),
  reason: optionalTextField({ max: 1000 }),
  moveMembers: tickField(),
});
