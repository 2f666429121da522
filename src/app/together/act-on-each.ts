import type { Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { ActDefinition } from '#projects';
import { performAct, projectFor } from '#projects/server';
import { sayRefusal } from '../answer.ts';

/** So many are done in one go. */
export const MOST_TOGETHER = 50;

/** What became of one of several projects. */
export interface Outcome {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Why it was refused; null where it was done. */
  readonly refused: string | null;
}

/** The ticked rows of a posted list: `project@revision`, as each was seen. */
export const chosenIn = (data: FormData): string[] =>
  data
    .getAll('chosen')
    .filter((one): one is string => typeof one === 'string')
    .slice(0, MOST_TOGETHER);

/**
 * One act on each of several projects, each by itself: its own transaction, its own permission, as it was seen. One that
 * is refused holds no other up.
 */
export async function actOnEach(
  cx: Context,
  locale: Locale,
  act: ActDefinition,
  chosen: readonly string[],
  fields: Readonly<Record<string, string>>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of new Set(chosen)) {
    const [id = '', revision = ''] = one.split('@');
    const done = await performAct(cx, act, { projectId: id, revision: Number(revision), fields });
    const found = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    const refused = done.ok
      ? null
      : sayRefusal(done.refusal, locale)
          .map(({ message }) => message)
          .join(' ');
    outcomes.push({ id, number: found?.number ?? '', title: found?.title ?? '', refused });
  }
  return outcomes;
}
