import { error, fail } from '@sveltejs/kit';
import { readForm, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { keyText, type ActDefinition, type Event } from '#projects';
import { lastSaid, waitingFor, withoutRecused } from '#projects/server';
import { actFor } from '../acts.ts';
import { sayRefusal, textFields, type FormAnswer } from '../answer.ts';
import { listKey } from '../waits/list-key.ts';
import { actOnEach, chosenIn, MOST_TOGETHER } from './act-on-each.ts';
import { actsTogether } from './acts-together.ts';

function togetherAct(event: string) {
  const act = actFor(event as Event);
  const how = actsTogether[event as Event];
  if (!act || !how) error(404, 'Not found');
  return { act, how };
}

/** All that waits for this person with the same act, the soonest due first, with what the act rests on. */
export async function loadTogether(cx: Context, event: string, url: URL) {
  const { act, how } = togetherAct(event);
  const roles = [
    ...cx.actor.memberships.map(({ role }) => role),
    ...(cx.actor.delegated ?? [])
      .filter((lent) => lent.events === null || lent.events.includes(act.event))
      .map(({ role }) => role),
  ];
  const after = listKey(url.searchParams.get('after'), 'day');
  return inProvince(cx, async (tx) => {
    const found = await waitingFor(
      tx,
      cx.province,
      [...new Set(roles)],
      MOST_TOGETHER + 1,
      [act.event],
      after,
    );
    const page = found.slice(0, MOST_TOGETHER);
    const rows = await withoutRecused(tx, cx, page, ({ projectId }) => projectId);
    const said = await lastSaid(
      tx,
      cx.province,
      rows.map(({ projectId }) => projectId),
      how.restsOn,
    );
    const last = page.at(-1);
    return {
      event: act.event,
      fields: act.fields,
      isFinal: how.isFinal,
      rows: rows.map((row) => ({ ...row, said: said.get(row.projectId) ?? null })),
      isFirst: after === null,
      next: found.length > MOST_TOGETHER && last ? keyText({ value: last.dueOn, id: last.id }) : null,
    };
  });
}

/** Nothing is done before all that is asked once is right, and something is ticked. */
export async function actTogetherFromForm(cx: Context, locale: Locale, event: string, request: Request) {
  const { act } = togetherAct(event);
  return doTogether(cx, locale, act, await request.formData());
}

export async function doTogether(
  cx: Context,
  locale: Locale,
  act: ActDefinition,
  data: FormData,
  alsoAsked: (fields: FormFields) => FormAnswer['errors'] = () => [],
) {
  const fields = Object.fromEntries(Object.entries(textFields(data)).filter(([name]) => name !== 'chosen'));
  const chosen = chosenIn(data);
  const read = readForm(act.form, fields);
  const wrong = [...alsoAsked(fields), ...(read.ok ? [] : sayRefusal(read.refusal, locale))];
  if (chosen.length === 0) wrong.push(...sayRefusal({ code: 'together_none_chosen', params: {} }, locale));
  if (wrong.length > 0) return fail(422, { errors: wrong, fields, chosen });
  const outcomes = await actOnEach(cx, locale, act, chosen, fields);
  // What was refused stays ticked, and its words stay: it may only have needed a look.
  const left = outcomes.filter(({ refused }) => refused !== null).map(({ id }) => id);
  return {
    errors: [] as FormAnswer['errors'],
    fields: left.length > 0 ? fields : {},
    chosen: chosen.filter((one) => left.includes(one.split('@')[0] ?? '')),
    outcomes,
  };
}
