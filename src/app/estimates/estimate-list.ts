import { fail } from '@sveltejs/kit';
import { readForm, textField, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { countProjects, listProjects, performAct, projectFor, withoutRecused } from '#projects/server';
import { filterFrom, keyFrom } from '#projects';
import { hasRole } from '#people';
import { z } from 'zod';
import { actFor } from '../acts.ts';
import { sayRefusal, type FormAnswer } from '../answer.ts';

const PAGE_SIZE = 50;

/** Estimates that wait for approval, the soonest due first. */
export async function loadEstimates(cx: Context, url: URL) {
  const filter = filterFrom(new URLSearchParams({ state: 'estimate_submitted', sort: 'due' }));
  return inProvince(cx, async (tx) => {
    const page = await listProjects(tx, cx, filter, {
      after: keyFrom(url.searchParams.get('after')),
      size: PAGE_SIZE,
    });
    return {
      rows: await withoutRecused(tx, cx, page.rows, ({ id }) => id),
      next: page.next,
      count: await countProjects(tx, cx, filter, 1001),
      mayApprove: hasRole(cx.actor, 'finance_officer', 'cuc_officer'),
    };
  });
}

interface BulkOutcome {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Why it was refused; null where it was approved. */
  readonly refused: string | null;
}

const decisionForm = z.object({ reason: textField({ max: 1000 }) });

/** Approves each chosen estimate by itself: its own transaction and act, as it was seen. One that is refused holds no other up. */
export async function approveEstimatesFromForm(cx: Context, locale: Locale, request: Request) {
  const data = await request.formData();
  const text = (name: string) => {
    const v = data.get(name);
    return typeof v === 'string' ? v : '';
  };
  const fields = {
    reason: text('reason'),
    decisionNumber: text('decisionNumber'),
    decisionDate: text('decisionDate'),
  };
  const chosen = data
    .getAll('chosen')
    .filter((v): v is string => typeof v === 'string')
    .slice(0, PAGE_SIZE);
  const act = actFor('approve_estimate')!;
  const reason = readForm(decisionForm, fields);
  const decision = readForm(act.form, fields);
  const wrong = [reason, decision].flatMap((read) => (read.ok ? [] : sayRefusal(read.refusal, locale)));
  if (chosen.length === 0) wrong.push(...sayRefusal({ code: 'estimates_none_chosen', params: {} }, locale));
  if (wrong.length > 0) return fail(422, { errors: wrong, fields } satisfies FormAnswer);
  const outcomes: BulkOutcome[] = [];
  for (const one of chosen) {
    const [id = '', revision = ''] = one.split('@');
    const found = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    const done = await performAct(cx, act, { projectId: id, revision: Number(revision), fields });
    const refused = done.ok
      ? null
      : sayRefusal(done.refusal, locale)
          .map((r) => r.message)
          .join(' ');
    outcomes.push({ id, number: found?.number ?? '', title: found?.title ?? '', refused });
  }
  return { errors: [], fields: {}, outcomes };
}
