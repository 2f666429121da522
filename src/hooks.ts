import type { Transport } from '@sveltejs/kit/hooks';
import { Unsent } from '#app/web/unsent.ts';

/** What Kit cannot write down by itself. */
export const transport: Transport = {
  Unsent: { encode: (value) => value instanceof Unsent && 1, decode: () => new Unsent(null) },
};
