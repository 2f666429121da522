import { sequence } from '@sveltejs/kit/hooks';
import { compressed } from '#app/web/compressed.ts';
import { guard } from '#app/web/guard.ts';
import { language } from '#app/web/language.ts';
import { person } from '#app/web/person.ts';
import { standIn } from '#app/web/stand-in.ts';
import { setUpFirst } from '#app/web/set-up.ts';

/** Every request passes these, in this order. */
export const handle = sequence(
  compressed, // the page, as it is sent
  language, // in which language to answer
  person, // who asks, and in which province
  standIn, // in whose place, if in somebody's
  setUpFirst, // an empty database has one page only
  guard, // the access list
);
