import { redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#locale';
import type { RequestHandler } from './$types.js';

/** Remembers the language of the interface in a cookie and goes back to where the person was. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const locale = form.get('locale');
  if (isLocale(locale))
    cookies.set(cookieName, locale, {
      path: '/',
      maxAge: cookieMaxAge,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      // Read by the interface in the browser, which writes in the same language as the server.
      httpOnly: false,
    });
  redirect(303, pathWithin(url.origin, form.get('back')));
};

/** Only a path of this site is followed back; anything else leads home. */
function pathWithin(origin: string, back: FormDataEntryValue | null): string {
  if (typeof back !== 'string' || !back.startsWith('/')) return '/';
  const target = new URL(back, origin);
  return target.origin === origin ? target.pathname + target.search : '/';
}
