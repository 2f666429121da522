import { redirect } from '@sveltejs/kit';
import { openStates, requestStates, type RequestState } from '#disbursements';
import { allPaymentLevels, listRequests, maySetPaymentLevel, setPaymentLevel } from '#disbursements/server';
import { isId, type Locale } from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { maySetAdvanceRule, ownAdvanceRules, setAdvanceRule, withoutRecused } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

const PAGE_SIZE = 50;

/** Payment requests of the province that wait, the longest waiting first; or those in one state. */
export async function loadPaymentList(cx: Context, url: URL) {
  const state = url.searchParams.get('state');
  const states = requestStates.includes(state as RequestState) ? [state as RequestState] : openStates;
  const [, at, id] = /^(\d{10,16})_([0-9a-f-]{36})$/.exec(url.searchParams.get('after') ?? '') ?? [];
  const after = at && id && isId(id) ? { at: new Date(Number(at)), id } : null;
  const [rows, shown] = await inProvince(cx, async (tx) => {
    const found = await listRequests(tx, cx.province, { states, after, limit: PAGE_SIZE + 1 });
    return [found, await withoutRecused(tx, cx, found.slice(0, PAGE_SIZE), (one) => one.projectId)];
  });
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    rows: shown,
    state: states.length === 1 ? states[0]! : null,
    next: last ? `${last.movedAt.getTime()}_${last.id}` : null,
  };
}

/** What the province decided of advances and of who approves payments. */
export async function loadPaymentRules(cx: Context, locale: Locale, url: URL) {
  return inProvince(cx, async (tx) => {
    const contents = await loadContents(tx, cx.province);
    return {
      levels: await allPaymentLevels(tx, cx.province),
      rules: await ownAdvanceRules(tx, cx.province, null),
      contents: [...contents].map(([value, one]) => ({ value, label: `${value} ${one.name[locale]}` })),
      mayLevel: maySetPaymentLevel(cx.actor),
      mayRule: maySetAdvanceRule(cx.actor),
      said: url.searchParams.get('said'),
    };
  });
}

export async function ruleFromForm(cx: Context, locale: Locale, request: Request, what: 'level' | 'rule') {
  const fields = { ...textFields(await request.formData()), form: what };
  const done = await (what === 'level' ? setPaymentLevel : setAdvanceRule)(cx, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/payments/rules?said=${what}`);
}
