import { error, fail, redirect } from '@sveltejs/kit';
import { councilProposal } from '#appraisal/server';
import { listFunds, fundSummaries } from '#funds/server';
import { todayIn, ZERO_DONG, type Dong, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { permitAct, type ActDefinition, type Event, type FundedLine } from '#projects';
import { factsOf, performAct, projectFor, rulesFor, type Project } from '#projects/server';
import { storeFile } from '#records/server';
import { actFor } from './acts.ts';
import { failWith, fileField, sayRefusal, textFields, type FormAnswer } from './answer.ts';
import { runtime } from './runtime.ts';
import { loadScreeningView, type ScreeningView } from './screening-page.ts';

interface FundChoice {
  readonly id: string;
  readonly name: string;
  readonly available: Dong;
}

export interface ActPage {
  readonly event: Event;
  readonly fields: ActDefinition['fields'];
  readonly paper: ActDefinition['paper'] | null;
  readonly proposed: FormFields;
  readonly project: Pick<
    Project,
    | 'id'
    | 'number'
    | 'title'
    | 'state'
    | 'revision'
    | 'procedure'
    | 'establishmentName'
    | 'asked'
    | 'planned'
    | 'contract'
  >;
  readonly funds: readonly FundChoice[];
  readonly lines: readonly FundedLine[];
  /** Whose place the actor takes with it. */
  readonly onBehalfOf: string | null;
  /** Where a dossier is examined. */
  readonly screening: ScreeningView | null;
}

/** The form of one act, with what is proposed in it; a page that is not there when the act is not possible for this actor. */
export async function loadActPage(cx: Context, id: string, event: string, locale: Locale): Promise<ActPage> {
  const act = actFor(event as Event);
  if (!act) error(404, 'Not found');
  // Its vouchers come first: it has a page of its own.
  if (act.event === 'submit_settlement') redirect(303, `/desk/projects/${id}/settlement`);
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const today = todayIn(cx.now);
    const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
    if (!rules.ok) return undefined;
    const permitted = permitAct(cx.actor, project, act.event, rules.value.ruleOf);
    if (!permitted.ok) return undefined;
    const facts = await factsOf(tx, cx, project, today);
    const { number, title, state, revision, procedure, establishmentName, asked, planned, contract } =
      project;
    return {
      event: act.event,
      fields: act.fields,
      paper: act.paper ?? null,
      proposed: {
        ...act.propose?.(facts),
        ...(act.event === 'prepare_appraisal' ? await councilProposal(tx, cx.province, id) : {}),
      },
      project: {
        id: project.id,
        number,
        title,
        state,
        revision,
        procedure,
        establishmentName,
        asked,
        planned,
        contract,
      },
      funds: act.fields.some((f) => f.kind === 'fund') ? await fundChoices(tx, project) : [],
      lines: facts.estimateLines,
      onBehalfOf: permitted.value.onBehalfOf?.name ?? null,
      screening: act.fields.some((f) => f.kind === 'dossier')
        ? await loadScreeningView(tx, cx, project, facts, locale)
        : null,
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** Open funds of the project's procedure, newest year first, with what is still free in each. */
async function fundChoices(tx: Tx, project: Project): Promise<FundChoice[]> {
  const open = (await listFunds(tx)).filter((f) => f.procedure === project.procedure && f.closedOn === null);
  const years = [...new Set(open.map((f) => f.fiscalYear))];
  const summaries = (await Promise.all(years.map((year) => fundSummaries(tx, year)))).flat();
  const free = new Map(summaries.map((s) => [s.fund.id, s.balances.appropriated]));
  return open.map((f) => ({
    id: f.id,
    name: `${f.name} ${f.fiscalYear}`,
    available: free.get(f.id) ?? ZERO_DONG,
  }));
}

/** Performs the act a form posted, then goes back to the project; or answers with every sentence and all that was typed. */
export async function actFromForm(
  cx: Context,
  locale: Locale,
  id: string,
  event: string,
  request: Request,
  back: string,
) {
  const act = actFor(event as Event);
  if (!act || act.event === 'submit_settlement') error(404, 'Not found');
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, {
      errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale),
      fields,
    } satisfies FormAnswer);
  const done = await performAct(cx, act, {
    projectId: id,
    revision: Number(fields['revision']),
    fields,
    paper: stored ? { file: stored.value } : null,
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back);
}
