import { refuse, refuseAll, todayIn, type LocalDate, type Refusal, type Result } from '#kernel';
import { findNormDraft, publishNormDraft, type NormSetInput, type PublishNormDraft } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { provincesOn } from '#territory/server';
import { boundProjects, otherSetsOfFund, type BoundProjects } from './bound-projects.store.server.ts';

/**
 * Publishes a draft of norms, unless projects would lose what binds them, in any province: no plan may have been
 * approved under a set before on or after the day this one begins, and a correction keeps every norm that projects
 * use. Looked for once publication holds the fund's norms: an approval under way elsewhere is waited for, and a later
 * one finds the new set. Refuses `norm_set_binds_projects`, `norm_is_in_use`, both also `…_elsewhere`; the rest
 * is the law's.
 */
export async function publishNormSet(
  cx: Context,
  input: PublishNormDraft,
): Promise<Result<{ setId: string; from: LocalDate }>> {
  return transact(cx, async (tx) => {
    const draft = await findNormDraft(tx, cx.province, input.draftId);
    const published = await publishNormDraft(tx, cx, input);
    if (!published.ok || !draft) return published;
    const { from, setId } = published.value;
    const names = await provinceNames(tx, cx);
    const found = draft.corrects
      ? inUse(await boundWithout(tx, cx.province, draft.corrects, draft.input), names)
      : boundFrom(
          await boundProjects(tx, cx.province, {
            sets: await otherSetsOfFund(tx, setId),
            approvedFrom: from,
          }),
          from,
          names,
        );
    return found.length > 0 ? refuseAll(found) : published;
  });
}

/** Projects of a set whose norm a correction of it has no more. */
export function boundWithout(tx: Tx, province: string, set: string, { norms }: NormSetInput) {
  return boundProjects(tx, province, { sets: [set], kept: norms.map(({ content }) => content) });
}

type Names = ReadonlyMap<string, string>;

export async function provinceNames(tx: Tx, cx: Context): Promise<Names> {
  const provinces = await provincesOn(tx, todayIn(cx.now));
  return new Map(provinces.map(({ code, name }) => [code, name]));
}

/** What a correction would leave out although projects use it. */
export function inUse({ own, elsewhere }: BoundProjects, names: Names): Refusal[] {
  const contents = [...new Set(own.map(({ content }) => content))].join(', ');
  const projects = own.map(({ number }) => number).join(', ');
  return [
    ...(own.length > 0 ? [refuse('norm_is_in_use', { contents, projects }).refusal] : []),
    ...(elsewhere.length > 0
      ? [refuse('norm_is_in_use_elsewhere', { provinces: counted(elsewhere, names) }).refusal]
      : []),
  ];
}

function boundFrom({ own, elsewhere }: BoundProjects, from: LocalDate, names: Names): Refusal[] {
  const projects = own.map(({ number }) => number).join(', ');
  return [
    ...(own.length > 0 ? [refuse('norm_set_binds_projects', { from, projects }).refusal] : []),
    ...(elsewhere.length > 0
      ? [refuse('norm_set_binds_projects_elsewhere', { from, provinces: counted(elsewhere, names) }).refusal]
      : []),
  ];
}

/** "Thanh Hóa: 3, Hà Tĩnh: 1" */
function counted(elsewhere: BoundProjects['elsewhere'], names: Names): string {
  return elsewhere
    .map(({ province, projects }) => `${names.get(province) ?? province}: ${projects}`)
    .join(', ');
}
