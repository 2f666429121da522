import { error, redirect } from '@sveltejs/kit';
import { mayPlan, termsForm, type PlanTerms, type Topic } from '#appraisal';
import { findPlan, readProblem, setTerms } from '#appraisal/server';
import {
  formatDong,
  isId,
  readForm,
  refuseAll,
  type FormFields,
  type Locale,
  type Refusal,
  type Result,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { hundredths, topicLabel } from '#text';
import { failWith, textFields } from '../answer.ts';
import { contentNames } from './plan-names.ts';

const levels = ['area', 'sector', 'owner'];
const groups = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const keyOf = ({ of, code }: Topic) => `${of}:${code}`;

/** What a plan is built by, as fields of its form. */
export async function loadTermsPage(cx: Context, id: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    if (!plan || !mayPlan(cx.actor, 'build')) return undefined;
    const { candidates } = await readProblem(tx, cx, plan);
    return { plan, candidates, contents: await contentNames(tx, cx, locale) };
  });
  if (!page) error(404, 'Not found');
  const { plan, candidates, contents } = page;
  const topics: Topic[] = [
    ...levels.map((code) => ({ of: 'priority' as const, code })),
    ...groups.map((code) => ({ of: 'group' as const, code })),
    ...[...contents.keys()].map((code) => ({ of: 'content' as const, code })),
  ];
  const numbers = new Map(candidates.map((one) => [one.id, one.number]));
  return {
    plan: { id, year: plan.year, no: plan.no },
    flagship: { contents: plan.terms.flagshipContents, establishments: plan.terms.flagshipEstablishments },
    topics: topics.map((topic) => ({ value: keyOf(topic), label: topicLabel(topic, contents, locale) })),
    fields: fieldsOf(plan.terms, plan.termsRevision, numbers, locale),
  };
}

function fieldsOf(
  terms: PlanTerms,
  revision: number,
  numbers: ReadonlyMap<string, string>,
  locale: Locale,
): FormFields {
  const { weights, targets, flagships } = terms;
  const fields: Record<string, string> = {
    termsRevision: String(revision),
    ...Object.fromEntries(
      Object.entries(weights).map(([name, weight]) => [`weights.${name}`, String(weight)]),
    ),
    counterpartFull: String(terms.counterpartFull),
    jobsFull: String(terms.jobsFull),
    onePerEstablishment: terms.onePerEstablishment ? 'on' : '',
    ahead: terms.ahead ? 'on' : '',
    promiseCeiling: terms.promiseCeiling === null ? '' : formatDong(terms.promiseCeiling, locale),
  };
  for (const [i, { topic, bound, share }] of targets.entries())
    Object.assign(fields, {
      [`targets.${i}.topic`]: keyOf(topic),
      [`targets.${i}.bound`]: bound,
      [`targets.${i}.share`]: hundredths(share, locale),
    });
  for (const [i, { name, projects }] of flagships.entries())
    Object.assign(fields, {
      [`flagships.${i}.name`]: name,
      [`flagships.${i}.projects`]: projects.map((id) => numbers.get(id) ?? id).join(', '),
    });
  return fields;
}

export async function saveTermsFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const { candidates } = await inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    return plan ? readProblem(tx, cx, plan) : { candidates: [] };
  });
  const byNumber = new Map(candidates.map((one) => [one.number.toUpperCase(), one.id]));
  const read = readTerms(fields, byNumber);
  const saved = read.ok ? await setTerms(cx, id, read.value.termsRevision, read.value) : read;
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `/desk/plans/${id}?saved`);
}

/** Topics by their key, and flagships' projects by the numbers people know. */
function readTerms(fields: FormFields, byNumber: ReadonlyMap<string, string>) {
  const read: Result<ReturnType<typeof termsForm.parse>> = readForm(termsForm, fields);
  if (!read.ok) return read;
  const faults: Refusal[] = [];
  const flagships = read.value.flagships.map(({ name, projects }, i) => ({
    name,
    projects: projects
      .split(/[,;\s]+/)
      .filter(Boolean)
      .map((number) => {
        const found = byNumber.get(number.toUpperCase());
        if (found === undefined)
          faults.push({
            code: 'plan_project_number_is_unknown',
            params: { number },
            field: `flagships.${i}.projects`,
          });
        return found ?? number;
      }),
  }));
  const targets = read.value.targets.map(({ topic, ...rest }) => {
    const [of = '', ...code] = topic.split(':');
    return { topic: { of: of as Topic['of'], code: code.join(':') }, ...rest };
  });
  return faults.length > 0
    ? refuseAll(faults)
    : { ok: true as const, value: { ...read.value, flagships, targets } };
}
