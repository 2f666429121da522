import { ok } from '#kernel';
import { textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownSession } from '#app/web/own-session.ts';
import { inProvince, transact } from '#platform/server';
import { preferenceOf, savePreference } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  return {
    wish: await inProvince(cx, (tx) => preferenceOf(tx, cx)),
    severalProvinces: ownSession(locals).provinces.length > 1,
  };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const cx = signedIn(locals);
    const fields = textFields(await request.formData());
    const wish = {
      digest: fields['digest'] === 'on',
      immediate: fields['immediate'] === 'on',
      locale: fields['locale'] === 'en' ? ('en' as const) : ('vi' as const),
    };
    await transact(cx, async (tx) => ok(await savePreference(tx, cx, wish)));
    return { saved: true };
  },
};
