import { projectMoney } from '#funds/server';
import {
  compareDates,
  localDate,
  sumDong,
  todayIn,
  workingDaysBetween,
  ZERO_DONG,
  type Dong,
  type LocalDate,
} from '#kernel';
import type { ProcedureStep, TwoLanguages } from '#law';
import { requestPapersOn } from '#law/server';
import type { Role } from '#people';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  awaitedEvent,
  wayOf,
  explanationFromJson,
  fundLines,
  fundedLinesFromJson,
  itemsAskedFor,
  mayAttach,
  permitAct,
  capacities,
  permitExtension,
  stageOf,
  stages,
  type AnswerStep,
  type Event,
  type FundedLine,
  type JudgedItems,
  type Request,
  type State,
} from '#projects';
import {
  actsOf,
  escalationsOf,
  estimatedLines,
  extensionRuleOn,
  extensionsOf,
  projectFor,
  projectSubject,
  removedPapers,
  rulesFor,
  runningWait,
  versionsOf,
  type Extension,
  type Project,
  type ShownEscalation,
} from '#projects/server';
import { documentsOf, trailStanding } from '#records/server';
import { acts as registry } from './acts.ts';
import { yearsOf, type YearOfProject } from './project-years.ts';

interface StageView {
  readonly stage: string;
  readonly state: 'done' | 'current' | 'ahead' | 'stopped';
  readonly date?: LocalDate;
}

interface Turn {
  readonly role: Role;
  readonly event: Event;
  readonly due: LocalDate | null;
  /** Working days to the due date; negative when late. */
  readonly workingDays: number | null;
}

type Act = Awaited<ReturnType<typeof actsOf>>[number];
type TimelineAct = Act & {
  /** Items of the checklist a supplement asked for. */
  readonly asksFor: readonly { readonly label: TwoLanguages; readonly note: string | null }[];
};
type Paper = Awaited<ReturnType<typeof documentsOf>>[number];

/** All that the page of one project shows. */
export interface ProjectView {
  readonly project: Omit<Project, 'lastActs' | 'preparers'>;
  readonly stages: readonly StageView[];
  readonly turn: Turn | null;
  /** Before whom the running wait was brought because it is late. */
  readonly escalations: readonly ShownEscalation[];
  /** All waits of it that were given more time, oldest first. */
  readonly extensions: readonly Extension[];
  readonly mayExtend: boolean;
  /** Whether the reader holds the wait, and may ask for more time. */
  readonly mayAskExtension: boolean;
  readonly request: Request | null;
  readonly lines: readonly FundedLine[];
  readonly linesAre: 'request' | 'estimate';
  readonly settlement: Settlement | null;
  readonly explanation: readonly AnswerStep[];
  readonly normVerified: boolean;
  readonly versions: readonly { no: number; submittedAt: Date; submittedBy: string; hash: string }[];
  readonly acts: readonly TimelineAct[];
  readonly papers: readonly Paper[];
  /** Its events, and how many of them wait for their seal. */
  readonly trail: { readonly entries: number; readonly waiting: number };
  /** What was promised it of years after its first; empty where all is of one year. */
  readonly years: readonly YearOfProject[];
  /** Of all years' funds together. */
  readonly money: Readonly<
    Record<'planned' | 'committed' | 'advanced' | 'spent' | 'settled' | 'recovered', Dong>
  >;
  readonly fund: { readonly id: string; readonly name: string; readonly fiscalYear: number } | null;
  /** All funds it has or had money of, newest year first. */
  readonly funds: readonly { readonly id: string; readonly name: string; readonly fiscalYear: number }[];
  readonly counterpart: { readonly pledged: Dong; readonly evidenced: Dong };
  readonly may: readonly Event[];
  /** A group project waits for its unit to write it anew. */
  readonly mayAmend: boolean;
  readonly steps: readonly ProcedureStep[];
  readonly today: LocalDate;
}

interface Settlement {
  readonly support: Dong;
  readonly toRecover: Dong;
  readonly lines: readonly {
    label: string;
    estimated: Dong;
    actual: Dong;
    difference: Dong;
    vouchers: string | null;
  }[];
}

/** Loads the page of one project as the actor may see it; undefined for an outsider. */
export async function loadProjectView(cx: Context, id: string): Promise<ProjectView | undefined> {
  return inProvince(cx, (tx) => loadProjectViewIn(tx, cx, id));
}

/** The same in a transaction of the caller's. */
export async function loadProjectViewIn(tx: Tx, cx: Context, id: string): Promise<ProjectView | undefined> {
  const project = await projectFor(tx, cx, id);
  return project && viewOf(tx, cx, project);
}

async function viewOf(tx: Tx, cx: Context, project: Project): Promise<ProjectView> {
  const today = todayIn(cx.now);
  const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
  const timeline = await actsOf(tx, cx.province, project.id);
  const versions = await versionsOf(tx, cx.province, project.id);
  const papers = await documentsOf(tx, cx.province, projectSubject(project.id));
  const removed = await removedPapers(tx, cx.province, project.id);
  const allMoney = await projectMoney(tx, project.id);
  const standing = allMoney.find((m) => m.fund.id === project.fundId);
  const at = (station: keyof ProjectView['money']) =>
    sumDong(allMoney.map(({ balances }) => balances[station]));
  const owing = at('advanced') + at('spent') > 0n;
  const latest = versions[0];
  const estimated = estimatedLines(project);
  const may = rules.ok
    ? registry
        .map((act) => act.event)
        .filter((event) => permitAct(cx.actor, project, event, rules.value.ruleOf).ok)
    : [];
  const { lastActs, preparers: _, ...head } = project;
  return {
    project: head,
    stages: stageViews(project, timeline),
    turn: rules.ok ? turnOf(project, owing, today, rules.value.calendar) : null,
    escalations: await escalationsOf(tx, cx.province, project.id),
    extensions: await extensionsOf(tx, cx.province, project.id),
    ...(await extensionWays(tx, cx, project, today)),
    request: latest?.request ?? null,
    lines: estimated
      ? fundedLinesFromJson(estimated)
      : latest
        ? fundLines(latest.request.costLines, project.planned ?? latest.request.asked)
        : [],
    linesAre: estimated ? 'estimate' : 'request',
    settlement: settlementOf(lastActs.get('submit_settlement')?.data),
    explanation: explanationFromJson(latest?.evaluation['explanation']),
    normVerified: latest?.evaluation['verified'] === true,
    versions: versions.map(({ no, submittedAt, submittedBy, hash }) => ({
      no,
      submittedAt,
      submittedBy,
      hash,
    })),
    acts: (await withItems(tx, timeline)).toReversed(),
    papers: papers.filter((paper) => !removed.has(paper.id)),
    trail: await trailStanding(tx, cx.province, projectSubject(project.id)),
    money: {
      planned: at('planned'),
      committed: at('committed'),
      advanced: at('advanced'),
      spent: at('spent'),
      settled: at('settled'),
      recovered: at('recovered'),
    },
    fund: standing
      ? { id: standing.fund.id, name: standing.fund.name, fiscalYear: standing.fund.fiscalYear }
      : null,
    funds: allMoney.map(({ fund: { id, name, fiscalYear } }) => ({ id, name, fiscalYear })),
    years: await yearsOf(tx, cx.province, project),
    counterpart: standing?.counterpart ?? { pledged: ZERO_DONG, evidenced: ZERO_DONG },
    may,
    mayAmend:
      project.kind === 'group' && project.state === 'supplement_requested' && mayAttach(cx.actor, project),
    steps: rules.ok ? [...rules.value.procedure.steps.values()] : [],
    today,
  };
}

/** Whether the actor is offered to give the running wait more time, or to ask for it. */
async function extensionWays(tx: Tx, cx: Context, project: Project, today: LocalDate) {
  if (project.dueOn === null) return { mayExtend: false, mayAskExtension: false };
  const wait = await runningWait(tx, cx.province, project.id);
  const rule = wait && (await extensionRuleOn(tx, cx.province, wait.ownerRole, today));
  if (!wait || !rule) return { mayExtend: false, mayAskExtension: false };
  return {
    mayExtend: permitExtension(cx.actor, project, wait, rule).ok,
    mayAskExtension: capacities(cx.actor, project, [wait.ownerRole], null).length > 0,
  };
}

function turnOf(
  project: Project,
  owing: boolean,
  today: LocalDate,
  calendar: Parameters<typeof workingDaysBetween>[2],
): Turn | null {
  const event = awaitedEvent(project.state, wayOf(project), owing);
  if (event === null || project.turnRole === null) return null;
  const due = project.dueOn;
  const days =
    due === null
      ? null
      : compareDates(due, today) < 0
        ? -workingDaysBetween(due, today, calendar)
        : workingDaysBetween(today, due, calendar);
  return { role: project.turnRole as Role, event, due, workingDays: days };
}

/** The chain of stages: done with the day each was left, the one it stands in, those ahead. */
function stageViews(project: Project, timeline: readonly Act[]): StageView[] {
  const place = (state: string) => {
    const stage = stageOf(state as State);
    return stage === 'done' ? stages.length : stage === null ? -1 : stages.indexOf(stage);
  };
  const off = place(project.state) < 0;
  const last = timeline.at(-1);
  const now = off ? Math.max(0, place(last?.from_state ?? 'draft')) : place(project.state);
  return stages.map((stage, i) => {
    if (i > now) return { stage, state: 'ahead' };
    if (i === now) return { stage, state: off ? 'stopped' : 'current' };
    const left = timeline.findLast((act) => place(act.from_state) <= i && place(act.to_state) > i);
    return left ? { stage, state: 'done', date: left.on_date as LocalDate } : { stage, state: 'done' };
  });
}

function settlementOf(data: Readonly<Record<string, unknown>> | undefined): Settlement | null {
  if (data === undefined) return null;
  const amount = (value: unknown) => BigInt(String(value)) as Dong;
  const lines = data['lines'] as Record<string, unknown>[];
  return {
    support: amount(data['support']),
    toRecover: amount(data['toRecover']),
    lines: lines.map((l) => ({
      label: String(l['label']),
      estimated: amount(l['estimated']),
      actual: amount(l['actual']),
      difference: amount(l['difference']),
      vouchers: (l['vouchers'] as string | null) ?? null,
    })),
  };
}

/** Acts that asked for a supplement, with the names their items have in the checklist of that day. */
async function withItems(tx: Tx, acts: readonly Act[]): Promise<readonly TimelineAct[]> {
  const named: TimelineAct[] = [];
  for (const act of acts) {
    const { papers = {} } = act.data as { readonly papers?: JudgedItems };
    const asked = act.event === 'request_supplement' ? Object.entries(itemsAskedFor(papers)) : [];
    const items = asked.length === 0 ? [] : await requestPapersOn(tx, localDate(act.on_date));
    const asksFor = asked.map(([code, { note }]) => ({
      label: items.find((item) => item.code === code)?.label ?? { vi: code, en: code },
      note,
    }));
    named.push({ ...act, asksFor });
  }
  return named;
}
