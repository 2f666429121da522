import { readForm, textField, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { closedProjects, countProjects, listProjects, withoutRecused } from '#projects/server';
import { filterFrom, keyFrom } from '#projects';
import { hasRole } from '#people';
import { z } from 'zod';
import { actFor } from '../acts.ts';
import { sayRefusal } from '../answer.ts';
import { MOST_TOGETHER } from '../together/act-on-each.ts';
import { doTogether } from '../together/together-page.ts';

/** Estimates that wait for approval, the soonest due first. */
export async function loadEstimates(cx: Context, url: URL) {
  const filter = filterFrom(new URLSearchParams({ state: 'estimate_submitted', sort: 'due' }));
  return inProvince(cx, async (tx) => {
    const page = await listProjects(tx, cx, filter, {
      after: keyFrom(url.searchParams.get('after')),
      size: MOST_TOGETHER,
    });
    return {
      rows: await withoutRecused(tx, cx, page.rows, ({ id }) => id),
      closed: (await closedProjects(tx, cx)).size,
      next: page.next,
      count: await countProjects(tx, cx, filter, 1001),
      mayApprove: hasRole(cx.actor, 'finance_officer', 'cuc_officer'),
    };
  });
}

const decisionForm = z.object({ reason: textField({ max: 1000 }) });

/** Approves each chosen estimate by itself, all with the same decision; a reason is owed for many at once. */
export async function approveEstimatesFromForm(cx: Context, locale: Locale, request: Request) {
  return doTogether(cx, locale, actFor('approve_estimate')!, await request.formData(), (fields) => {
    const reason = readForm(decisionForm, fields);
    return reason.ok ? [] : sayRefusal(reason.refusal, locale);
  });
}
