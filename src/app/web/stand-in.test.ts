import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#people/server';
import { away, cast, during, seenOn, testDatabase, type Cast } from '#testing';
import { standIn } from './stand-in.ts';

let people: Cast;
beforeAll(async () => {
  people = await cast((await testDatabase()).db);
});

type Fields = readonly (readonly [string, string | File])[];

/** A request of somebody who chose to stand in under a delegation, as the handle before this one leaves it. */
function requestOf(self: Context, delegation: string, fields: Fields | null, byScript = false) {
  const body = new FormData();
  for (const [name, value] of fields ?? []) body.append(name, value);
  const url = new URL('http://127.0.0.1/desk/projects/x/act/pay_advance');
  const dropped: string[] = [];
  const event = {
    url,
    request: new Request(url, {
      method: fields === null ? 'GET' : 'POST',
      ...(fields === null ? {} : { body }),
      headers: byScript ? { 'x-sveltekit-action': 'true' } : {},
    }),
    route: { id: '/(staff)/desk/projects/[id]/act/[event]' },
    locals: { actor: self.actor, self: self.actor, locale: 'vi', now: self.now },
    cookies: {
      get: () => delegation,
      delete: (name: string) => dropped.push(name),
      serialize: (name: string) => `${name}=; Max-Age=0`,
    },
  } as unknown as RequestEvent;
  return { event, dropped };
}

/** Sends it through the handle; whoever gets past it answers in whose name they are. */
async function send({ event }: ReturnType<typeof requestOf>): Promise<Response> {
  return standIn({
    event,
    resolve: () => Promise.resolve(new Response(event.locals.actor?.standsInFor?.name ?? 'own name')),
  });
}

const typed: Fields = [
  ['revision', '7'],
  ['voucherNumber', 'UNC-99 <b>"&'],
  ['chosen', 'dòng một'],
  ['chosen', 'dòng hai'],
  ['reason', ''],
  ['paper', new File(['x'], 'chứng từ.pdf')],
];

describe('a form sent in somebody’s place when that is over', () => {
  it('is done in their place while it holds; ended meanwhile it is handed back whole and done in no name', async () => {
    const { centreDirector: director, centreAccountant: accountant } = people;
    let delegation = '';
    await during(director, away(director, accountant), async (id) => {
      delegation = id;
      const self = await seenOn(accountant);
      expect(await (await send(requestOf(self, id, typed))).text()).toBe(director.actor.name);
    });

    const self = await seenOn(accountant);
    const request = requestOf(self, delegation, typed);
    const answer = await send(request);
    expect([answer.status, answer.headers.get('set-cookie'), request.dropped]).toEqual([
      409,
      'kc_stands_in=; Max-Age=0',
      ['kc_stands_in'],
    ]);
    const page = await answer.text();
    expect(page).toContain('<dt>Số chứng từ</dt><dd><pre>UNC-99 &#60;b&#62;&#34;&#38;</pre></dd>');
    for (const value of ['dòng một', 'dòng hai', 'chứng từ.pdf']) expect(page).toContain(value);
    expect(page).not.toContain('revision');

    // With script the form gets its own answer, with every field as it was typed.
    const { status, data } = (await (await send(requestOf(self, delegation, typed, true))).json()) as {
      status: number;
      data: string;
    };
    const values = JSON.parse(data) as [{ fields: number }, ...unknown[]];
    const places = values[values[0].fields] as Record<string, number>;
    const fields = Object.fromEntries(Object.entries(places).map(([name, at]) => [name, values[at]]));
    expect([status, fields]).toEqual([
      409,
      { revision: '7', voucherNumber: 'UNC-99 <b>"&', chosen: 'dòng hai', reason: '' },
    ]);

    // A page opened is simply one's own again.
    expect(await (await send(requestOf(self, delegation, null))).text()).toBe('own name');
  });
});
