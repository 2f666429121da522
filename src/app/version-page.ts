import { error } from '@sveltejs/kit';
import { formatDate, formatDong, todayIn, type Locale } from '#kernel';
import type { ConditionQuestion } from '#law';
import { loadContentConditions, requestPapersOn } from '#law/server';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { lineAmount, type Request } from '#projects';
import { projectFor, versionsOf } from '#projects/server';
import { fieldLabel, procedureLabel } from '#text';

export interface NamedLine {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** A submitted version beside the one before it, line by line. */
export async function loadVersionPage(cx: Context, id: string, no: number, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project) return undefined;
    const versions = await versionsOf(tx, cx.province, id);
    const after = versions.find((v) => v.no === no);
    if (!after) return undefined;
    const items = await requestPapersOn(tx, todayIn(after.submittedAt));
    const conditions = await loadContentConditions(tx);
    const names: Names = {
      papers: new Map(items.map(({ code, label }) => [code, label[locale]])),
      conditions: new Map(conditions.map(({ code, question }) => [code, question])),
    };
    const before = versions.find((v) => v.no === no - 1);
    return {
      project: { id, number: project.number, title: project.title, fiscalYear: project.fiscalYear },
      no,
      submittedAt: after.submittedAt,
      submittedBy: after.submittedBy,
      hash: after.hash,
      others: versions.map((v) => v.no).toReversed(),
      after: linesOf(after.request, names, locale),
      before: before ? linesOf(before.request, names, locale) : null,
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** What the codes in a request are called. */
interface Names {
  readonly papers: ReadonlyMap<string, string>;
  readonly conditions: ReadonlyMap<string, ConditionQuestion>;
}

function linesOf(r: Request, names: Names, locale: Locale): NamedLine[] {
  const money = (amount: bigint) => `${formatDong(amount as never, locale)} đồng`;
  const line = (key: string, label: string, value: string): NamedLine => ({ key, label, value });
  return [
    line('title', fieldLabel('title'), r.title),
    line('procedure', fieldLabel('procedure'), procedureLabel(r.procedure)),
    line('contentCode', fieldLabel('contentCode'), r.contentCode),
    line('fiscalYear', fieldLabel('fiscalYear'), String(r.fiscalYear)),
    line('objective', fieldLabel('objective'), r.objective),
    line('necessity', fieldLabel('necessity'), r.necessity),
    line(
      'technologyLine',
      fieldLabel('technologyLine'),
      r.technologyLine ? m.projects_yes() : m.projects_no(),
    ),
    ...r.machines.map((x, i) =>
      line(
        `machine.${i}`,
        `${m.projects_machines()} ${i + 1}`,
        `${x.quantity} × ${x.name}, ${x.origin} ${x.year}, ${money(x.unitPrice)}`,
      ),
    ),
    ...r.costLines.map((x, i) =>
      line(
        `cost.${i}`,
        `${m.projects_line()} ${i + 1}`,
        `${x.label}: ${x.quantity} ${x.unit}, ${money(lineAmount(x))}`,
      ),
    ),
    line('asked', fieldLabel('asked'), money(r.asked)),
    ...r.timetable.map((x, i) =>
      line(
        `task.${i}`,
        `${m.projects_timetable()} ${i + 1}`,
        `${formatDate(x.from)} – ${formatDate(x.until)}: ${x.task}`,
      ),
    ),
    line('jobs', fieldLabel('jobs'), String(r.results.jobs)),
    line('revenue', fieldLabel('revenue'), money(r.results.revenue)),
    line('description', fieldLabel('description'), r.results.description),
    ...Object.entries(r.conditions ?? {}).map(([code, made]) => {
      const question = names.conditions.get(code);
      const said = made.map((one) => question?.choices.find(({ code }) => code === one)?.name[locale] ?? one);
      return line(`condition.${code}`, question?.label[locale] ?? code, said.join('; '));
    }),
    ...(r.papers ?? []).map((paper) =>
      line(`paper.${paper.document}`, names.papers.get(paper.item) ?? paper.item, paper.title),
    ),
  ];
}
