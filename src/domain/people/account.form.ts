import { z } from 'zod';
import { choiceField, optionalTextField, textField } from '#kernel';
import { roles } from './actor.ts';

/** Inviting a person with a first role. */
export const invitationForm = z.object({
  name: textField({ max: 120 }),
  email: textField({ max: 254 }),
  phone: optionalTextField({ max: 30 }),
  unitId: textField({ max: 36 }),
  role: choiceField(roles),
});

/** Granting a further role. */
export const roleForm = z.object({ unitId: textField({ max: 36 }), role: choiceField(roles) });
