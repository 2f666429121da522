import { error, redirect } from '@sveltejs/kit';
import { todayIn, type Locale } from '#kernel';
import { workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { capacities, daysToGive, extensionChoices, permitExtension, type Event } from '#projects';
import {
  askExtension,
  extendWait,
  extensionRuleOn,
  extensionsOf,
  openRequestOf,
  projectFor,
  refuseExtension,
  runningWait,
} from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/**
 * The running wait of a project, what it was given before, and what may be given now. Nothing may be given where the
 * turn has passed on meanwhile or is the reader's own: the page says so, and what was typed stays on it.
 */
export async function loadExtensionPage(cx: Context, id: string) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const wait = await runningWait(tx, cx.province, id);
    const today = todayIn(cx.now);
    const rule = wait ? await extensionRuleOn(tx, cx.province, wait.ownerRole, today) : null;
    const may = wait ? permitExtension(cx.actor, project, wait, rule).ok : false;
    const given = await extensionsOf(tx, cx.province, id);
    const isHolder = wait !== undefined && capacities(cx.actor, project, [wait.ownerRole], null).length > 0;
    const asked = wait ? await openRequestOf(tx, cx.province, wait.id) : undefined;
    return {
      project: { id, number: project.number, title: project.title },
      wait: wait ? { ...wait, step: wait.step as Event } : null,
      rule,
      may,
      asked: asked ?? null,
      // Who holds the wait asks; who may give it never is the same desk.
      mayAsk: isHolder && !asked && rule !== null && wait !== undefined ? daysToGive(wait, rule) : 0,
      given: given.filter((one) => one.deadlineId === wait?.id),
      choices: wait && rule && may ? extensionChoices(wait, rule, today, await workingCalendarOn(tx)) : [],
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

export async function extendFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const done = await extendWait(cx, id, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, fields['back'] === 'desk' ? '/desk' : `/desk/projects/${id}`);
}

export async function askExtensionFromForm(
  cx: Context,
  id: string,
  locale: Locale,
  request: Request,
  back: string,
) {
  const fields = textFields(await request.formData());
  const done = await askExtension(cx, id, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back);
}

export async function refuseExtensionFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const done = await refuseExtension(cx, id, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}`);
}
