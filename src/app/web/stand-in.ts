import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { access } from '#app/access.ts';
import { textFields } from '#app/answer.ts';
import { isId } from '#kernel';
import { m } from '#messages';
import { inPlaceOf } from '#people';
import { fieldLabel } from '#text';

/** Which delegation the person works under now; only a wish: what it opens is asked of the database each time. */
const COOKIE = 'kc_stands_in';
const PATH = { path: '/' } as const;

export function beginStandIn({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>, id: string): void {
  cookies.set(COOKIE, id, { ...PATH, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
}

export function endStandIn({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
  cookies.delete(COOKIE, { ...PATH, secure: url.protocol === 'https:' });
}

/**
 * Puts the person in the place of whoever they chose to stand in for, as long as that holds. When it has ended since
 * the page was opened, nothing is done in their own name instead: what was sent is handed back, and said why.
 */
export const standIn: Handle = async ({ event, resolve }) => {
  const { cookies, locals, request, route } = event;
  const wanted = cookies.get(COOKIE);
  if (wanted === undefined || wanted === '' || locals.actor === null) return resolve(event);
  const acting = inPlaceOf(locals.actor, wanted);
  if (acting) {
    locals.self = locals.actor;
    locals.actor = acting;
    return resolve(event);
  }
  endStandIn(event);
  const audience = route.id === null ? 'public' : access[route.id];
  const ofRole = typeof audience === 'object';
  if (request.method === 'GET' || request.method === 'HEAD' || !ofRole) return resolve(event);
  return handBack(event);
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0).toString()};`);

/** What the form carries for itself: nobody typed it. */
const OWN_TO_FORM = new Set(['revision', 'key', 'clientKey', 'seen', 'no']);

/** Every value of a form by its name, each tick of a list, and the names of files, which a page cannot hand back. */
const typedIn = (sent: FormData): (readonly [string, string])[] =>
  [...sent]
    .map(([name, value]) => [name, typeof value === 'string' ? value : value.name] as const)
    .filter(([name, value]) => value !== '' && !OWN_TO_FORM.has(name) && !isId(value));

/** An action's answer as Kit writes it, each value once and found by its place: the sentence, and all that was typed. */
function failureOf(message: string, fields: readonly (readonly [string, string])[]): string {
  const places = Object.fromEntries(fields.map(([name], i) => [name, 5 + i]));
  const values = fields.map(([, value]) => value);
  return JSON.stringify([{ errors: 1, fields: 4 }, [2], { message: 3 }, message, places, ...values]);
}

async function handBack(event: RequestEvent): Promise<Response> {
  const { request, locals, cookies, url } = event;
  const { locale } = locals;
  const over = cookies.serialize(COOKIE, '', { ...PATH, maxAge: 0, secure: url.protocol === 'https:' });
  const headers = { 'set-cookie': over, 'cache-control': 'no-store' };
  const message = m.clocks_stand_in_is_over({}, { locale });
  const sent = await request.formData();
  if (request.headers.get('x-sveltekit-action') === 'true') {
    const data = failureOf(message, Object.entries(textFields(sent)));
    return Response.json({ type: 'failure', status: 409, data }, { headers });
  }
  const rows = typedIn(sent).map(
    ([name, value]) => `<dt>${escaped(fieldLabel(name))}</dt><dd><pre>${escaped(value)}</pre></dd>`,
  );
  const title = escaped(m.clocks_stand_in_over({}, { locale }));
  const page = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Khuyến Công</title></head>
<body style="margin:0;background:#faf8f4;color:#1f2328;font:16px/1.55 'Be Vietnam Pro',Arial,sans-serif">
<div style="height:56px;background:#9b1c22"></div><main style="max-width:44rem;margin:0 auto;padding:3rem 1rem">
<h1 style="margin:0 0 1rem;font-size:1.75rem;line-height:1.25">${title}</h1><p>${escaped(message)}</p>
<p><a href="${escaped(url.pathname)}" style="color:#2c4a78">${escaped(m.clocks_stand_in_own({}, { locale }))}</a></p>
${rows.length > 0 ? `<h2 style="font-size:1.125rem">${escaped(m.clocks_stand_in_typed({}, { locale }))}</h2><dl style="overflow-wrap:anywhere">${rows.join('')}</dl>` : ''}
</main></body></html>`;
  return new Response(page, {
    status: 409,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}
