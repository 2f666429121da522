import { ok, readForm, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { projectSubject } from '#projects/server';
import { recordEvent } from '#records/server';
import { correctionForm, partiesAsFields } from './contract.form.ts';
import { mayKeepContract } from './contract.policy.ts';
import { insertVersion } from './contract.store.server.ts';
import { holdContract } from './hold-contract.server.ts';

/**
 * Corrects names and accounts in the head of the contract, with a reason. It goes on beside an open amendment, which
 * holds nothing of the parties. Refuses `contract_corrects_nothing`.
 */
export async function correctContract(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await holdContract(tx, cx, projectId);
    if (!held.ok) return held;
    const { project, latest } = held.value;
    if (!mayKeepContract(cx.actor, project)) return refuse('contract_not_permitted');
    const read = readForm(correctionForm, fields);
    if (!read.ok) return read;
    const { reason, ...parties } = read.value;
    const [before, after] = [partiesAsFields(latest.terms), partiesAsFields(parties)];
    const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
    if (changed.length === 0) return refuse('contract_corrects_nothing');
    await insertVersion(tx, cx, {
      ...{ projectId, kind: 'corrected', reason, terms: { ...latest.terms, ...parties } },
    });
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.corrected', subject: projectSubject(projectId), reason },
      before: Object.fromEntries(changed.map((name) => [name, before[name]])),
      after: Object.fromEntries(changed.map((name) => [name, after[name]])),
    });
    return ok(undefined);
  });
}
