import { error } from '@sveltejs/kit';
import { standingOf, worthOf } from '#appraisal';
import { findPlan, readProblem, scenariosOf } from '#appraisal/server';
import { isId, type Dong, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectNames } from '#projects/server';
import { contentNames } from './plan-names.ts';

const MOST = 3;

/** Two or three scenarios side by side: money, mix, and the projects in which they differ. */
export async function loadComparePage(cx: Context, id: string, url: URL, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    if (!plan) return undefined;
    const all = (await scenariosOf(tx, cx.province, id)).filter(({ dropped }) => !dropped);
    const wanted = url.searchParams.getAll('with');
    const chosen = all.filter((one) => wanted.includes(one.id)).slice(0, MOST);
    const shown = chosen.length >= 2 ? chosen : all.slice(0, MOST);
    const ids = shown.flatMap(({ choice }) => choice.lines.map(({ projectId }) => projectId));
    return {
      plan,
      all,
      shown,
      names: await projectNames(tx, cx.province, ids),
      problem: await readProblem(tx, cx, plan),
      contents: await contentNames(tx, cx, locale),
    };
  });
  if (!page) error(404, 'Not found');
  const { plan, all, shown, names, problem, contents } = page;
  const standings = shown.map(({ id: of, name, choice }) => ({
    id: of,
    name,
    standing: standingOf(problem, choice.lines),
    worth: worthOf(problem, choice.lines),
  }));
  const codes = [...new Set(standings.flatMap(({ standing }) => standing.contents.map(({ code }) => code)))];
  return {
    plan: { id, year: plan.year, no: plan.no },
    scenarios: all.map(({ id: of, name }) => ({ id: of, name, shown: shown.some((one) => one.id === of) })),
    standings,
    contents: codes.map((code) => ({
      name: contents.get(code) ?? code,
      money: standings.map(({ standing }) => moneyIn(standing.contents, code)),
    })),
    differences: differencesOf(shown).map(({ projectId, support }) => {
      const { number = null, title = '' } = names.get(projectId) ?? {};
      return { projectId, number: number ?? '?', title, support };
    }),
  };
}

const moneyIn = (contents: readonly { code: string; money: Dong }[], code: string) =>
  contents.find((one) => one.code === code)?.money ?? null;

/** Projects that are not in all of them with the same support. */
function differencesOf(
  shown: readonly { choice: { lines: readonly { projectId: string; support: Dong }[] } }[],
) {
  const ids = new Set(shown.flatMap(({ choice }) => choice.lines.map(({ projectId }) => projectId)));
  return [...ids]
    .map((projectId) => ({
      projectId,
      support: shown.map(
        ({ choice }) => choice.lines.find((line) => line.projectId === projectId)?.support ?? null,
      ),
    }))
    .filter(({ support }) => support.some((one) => one !== support[0]));
}
