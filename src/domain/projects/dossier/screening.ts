import { z } from 'zod';
import { choiceField, optionalTextField, refuse, type Refusal } from '#kernel';
import type { DossierItem } from '#law';
import type { DossierPaper } from './checklist.ts';
import type { DuplicateFinding } from './past-support.ts';

/** What the officer who screens a dossier has before them. */
export interface Screening {
  /** The checklist of the request's content and procedure, today. */
  readonly items: readonly DossierItem[];
  /** As sent with the newest version. */
  readonly papers: readonly DossierPaper[];
  /** Signs of double support. */
  readonly duplicates: readonly DuplicateFinding[];
}

export const paperStates = ['valid', 'invalid', 'missing'] as const;
export type PaperState = (typeof paperStates)[number];

/** What an officer says of one item of the checklist. */
export interface JudgedItem {
  readonly state: PaperState;
  readonly note: string | null;
}
export type JudgedItems = Readonly<Record<string, JudgedItem>>;

/** `papers.<item>.state` and `papers.<item>.note` of a screening form. Items left alone are not there. */
export const judgedItemsField = () =>
  z.preprocess(
    (value) => withoutBlank(value),
    z.record(
      z.string(),
      z.object({ state: choiceField(paperStates), note: optionalTextField({ max: 500 }) }),
    ),
  );

function withoutBlank(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const filled = ([, item]: [string, unknown]) => Object.values(item ?? {}).some((text) => text !== '');
  return Object.fromEntries(Object.entries(value).filter(filled));
}

/** Everything that keeps a dossier from being accepted: items not looked at, items that do not hold. */
export function standingInTheWay(screening: Screening, judged: JudgedItems): Refusal[] {
  return screening.items.flatMap((item): Refusal[] => {
    const said = judged[item.code];
    const given = screening.papers.some((paper) => paper.item === item.code);
    const named = { item: item.label.vi, itemEn: item.label.en };
    const field = `papers.${item.code}.state`;
    if (said === undefined)
      return item.mandatory || given ? [refuse('dossier_item_not_judged', named, field).refusal] : [];
    return item.mandatory && said.state !== 'valid'
      ? [refuse('dossier_item_not_valid', named, field).refusal]
      : [];
  });
}

/** What the applicant is asked for: the items that were found missing or not to hold. */
export function itemsAskedFor(judged: JudgedItems): JudgedItems {
  return Object.fromEntries(Object.entries(judged).filter(([, item]) => item.state !== 'valid'));
}

/** The form begins with what was found valid before, where the item's papers are the same. */
export function proposedJudgement(
  screening: Screening,
  before: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, string>> {
  const judged = (before?.['papers'] ?? {}) as JudgedItems;
  const seen = new Set((before?.['documents'] ?? []) as readonly string[]);
  const fields: Record<string, string> = {};
  for (const { code, mandatory } of screening.items) {
    const papers = screening.papers.filter((paper) => paper.item === code);
    const kept = papers.length > 0 && papers.every((paper) => seen.has(paper.document));
    if (kept && judged[code]?.state === 'valid') fields[`papers.${code}.state`] = 'valid';
    else if (mandatory && papers.length === 0) fields[`papers.${code}.state`] = 'missing';
  }
  return fields;
}
