import {
  amountField,
  choiceField,
  ok,
  optionalTextField,
  readForm,
  refuse,
  refuseAll,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { handsOf, tiedEstablishments } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { z } from 'zod';
import { projectFor, projectSubject } from '../project.store.server.ts';
import { estimateVersions, remarksOn, writeRemarks } from './estimate.store.server.ts';
import { sideOfRole, type Remark, type Side } from './review.ts';

/** The side a person speaks for; null for whoever only reads. An officer never reviews the own establishment. */
export function sideOf(cx: Context, establishmentUnit: string): Side | null {
  if (tiedEstablishments(cx.actor).includes(establishmentUnit)) return null;
  for (const { role } of cx.actor.memberships) if (sideOfRole[role]) return sideOfRole[role];
  return null;
}

const verdictField = choiceField(['accept', 'cut', 'question']);
const reasonField = optionalTextField({ max: 1000 });

/**
 * What one side says of the lines of the version put forward; sides do not wait for each other. The preparer answers
 * questions. Lines left without a word stay as they were. Refuses all faults at once, each beside its field.
 */
export async function reviewEstimate(
  cx: Context,
  input: { projectId: string; version: number; fields: FormFields },
): Promise<Result<{ said: number }>> {
  return transact(cx, async (tx) => {
    // The lock makes a remark and an approval wait for each other.
    const project = await projectFor(tx, cx, input.projectId, { lock: true });
    if (!project) return refuse('project_not_found');
    const side = sideOf(cx, project.establishmentUnit);
    if (side === null) return refuse('act_not_permitted', { event: 'approve_estimate' });
    const [version] = await estimateVersions(tx, cx.province, project.id);
    if (!version || version.no !== input.version) return refuse('estimate_changed_meanwhile');
    if (project.state !== 'estimate_submitted')
      return refuse('act_not_possible_now', { state: project.state, event: 'approve_estimate' });
    // Who prepared this version does not review it, whatever other role they hold.
    const prepared = project.lastActs.get('submit_estimate');
    const hands = [prepared?.actorId, prepared?.onBehalfOf];
    if (side !== 'preparer' && handsOf(cx.actor).some((one) => hands.includes(one)))
      return refuse('act_needs_other_person', { event: 'approve_estimate', earlier: 'submit_estimate' });
    const before = await remarksOn(tx, cx.province, project.id, version.no);
    const remarks: Pick<Remark, 'line' | 'verdict' | 'cutTo' | 'reason'>[] = [];
    const faults: Refusal[] = [];
    for (const [i, line] of version.lines.entries()) {
      const at = (name: string) => `lines.${i}.${name}`;
      const typed = (name: string) => input.fields[at(name)] ?? '';
      const fault = (code: string, name: string, params = {}) =>
        faults.push({ code, params, field: at(name) });
      const reason = readForm(z.object({ reason: reasonField }), { reason: typed('reason') });
      if (!reason.ok) {
        fault(reason.refusal.code, 'reason', reason.refusal.params);
        continue;
      }
      const say = (verdict: Remark['verdict'], cutTo: Remark['cutTo'] = null) => {
        if (verdict !== 'accept' && reason.value.reason === null) fault('field_is_empty', 'reason');
        else remarks.push({ line: i + 1, verdict, cutTo, reason: reason.value.reason });
      };
      if (side === 'preparer') {
        if (typed('reason').trim() === '') continue;
        if (before.some((r) => r.line === i + 1 && r.verdict === 'question')) say('answer');
        else fault('estimate_line_has_no_question', 'reason');
        continue;
      }
      if (typed('verdict') === '') continue;
      const verdict = readForm(z.object({ verdict: verdictField }), { verdict: typed('verdict') });
      if (!verdict.ok) {
        fault(verdict.refusal.code, 'verdict', verdict.refusal.params);
        continue;
      }
      if (verdict.value.verdict !== 'cut') {
        say(verdict.value.verdict);
        continue;
      }
      const cut = readForm(z.object({ cutTo: amountField({ zero: true }) }), { cutTo: typed('cutTo') });
      if (!cut.ok) fault(cut.refusal.code, 'cutTo', cut.refusal.params);
      else if (cut.value.cutTo >= line.support)
        fault('estimate_cut_is_no_cut', 'cutTo', { support: line.support });
      else say('cut', cut.value.cutTo);
    }
    if (faults.length > 0) return refuseAll(faults);
    if (remarks.length === 0) return refuse('estimate_nothing_said');
    await writeRemarks(tx, cx, { projectId: project.id, no: version.no, side }, remarks);
    await recordEvent(tx, cx, {
      kind: 'project.estimate_reviewed',
      subject: projectSubject(project.id),
      after: { version: version.no, side, lines: remarks.map((r) => r.line) },
    });
    return ok({ said: remarks.length });
  });
}
