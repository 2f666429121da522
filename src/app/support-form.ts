import { contains, todayIn, type FormFields, type LocalDate } from '#kernel';
import type { LawBook } from '#law';
import { wantedIn } from '#projects';
import { askSupport, type AskedSupport } from '#projects/server';
import { communeTitle, provinceTitle } from '#territory';
import { formerly } from '#ui/commune-option.ts';
import { sayRefusal, type SaidRefusal } from './answer.ts';

/** The parts of the form, in the order they are asked; the last is followed by the answer. */
export const supportSteps = ['who', 'what', 'cost'] as const;
export type SupportStep = (typeof supportSteps)[number];

/** Contents a workshop asks for itself; what is left is the programme's own business. */
const OFFERED: readonly { readonly group: string; readonly contents: readonly string[] }[] = [
  { group: 'machines', contents: ['MM-01', 'MM-02'] },
  { group: 'models', contents: ['MH-01', 'MH-02', 'SX-01', 'SX-02', 'SX-03'] },
  { group: 'market', contents: ['NH-01', 'HC-02', 'HC-03', 'PT-01', 'BC-03'] },
  { group: 'people', contents: ['DT-01', 'DT-02', 'TV-01', 'DN-01'] },
  { group: 'environment', contents: ['MT-01', 'LS-01', 'CL-01'] },
];

/** The scope of a question of the public: the province this installation shows first. */
function publicScope(locals: App.Locals) {
  return { db: locals.db, province: locals.province ?? '' };
}

/** The form as far as it was filled in: what can be chosen, and what is wrong in the parts that were sent. */
export async function supportForm(locals: App.Locals, fields: FormFields, step: SupportStep | 'all') {
  const today = todayIn(locals.now);
  const asked = await askSupport(publicScope(locals), fields, today);
  return { asked, form: formOf(locals, asked, fields, step, today) };
}

function formOf(
  { locale }: App.Locals,
  asked: AskedSupport,
  fields: FormFields,
  step: SupportStep | 'all',
  today: LocalDate,
) {
  const said = asked.question.ok ? [] : sayRefusal(asked.question.refusal, locale);
  const at = step === 'all' ? supportSteps.length : supportSteps.indexOf(step);
  const sent = said.filter((error) => supportSteps.indexOf(stepOf(error)) < at);
  const back = sent[0] === undefined ? step : step === 'all' ? 'all' : stepOf(sent[0]);
  return {
    step: back,
    errors: back === 'all' ? sent : sent.filter((error) => stepOf(error) === back),
    fields: { ...fields, ...placeFields(asked, fields) },
    chosen: asked.place.ok,
    offered: asked.offered.map((found) => ({
      code: found.commune.code,
      title: communeTitle(found.commune),
      province: provinceTitle(found.commune.province),
      note: 'matched' in found ? formerly(found.matched, found.old ?? null) : '',
    })),
    wanted: wantedIn(fields).flatMap((code) => {
      const content = asked.book.norms.contents.get(code);
      return content === undefined
        ? []
        : [{ code, name: content.name[locale], total: asksTotal(code, asked.book) }];
    }),
    ...choicesOf(asked.book, locale, today),
  };
}

/** A name that was settled stands beside its code; typed over, it is looked for anew. */
function placeFields({ place, offered }: AskedSupport, fields: FormFields): FormFields {
  if (place.ok) {
    const title = communeTitle(place.value);
    return { place: place.value.code, q: title, for: title };
  }
  return offered.length > 0 ? { for: fields['q'] ?? '' } : {};
}

function choicesOf(book: LawBook, locale: 'vi' | 'en', today: LocalDate) {
  const rules = book.eligibility.ok ? book.eligibility.value : undefined;
  const sectors = [...(rules?.sectors.values() ?? [])].filter((s) => contains(s.inForce, today));
  return {
    legalForms: [...(rules?.legalForms.values() ?? [])].map((f) => ({
      value: f.code,
      label: f.name[locale],
    })),
    sectors: sectors.map((s) => ({ value: s.code, label: s.name[locale] })),
    groups: [...OFFERED, ...ownOf(book)].map(({ group, contents }) => ({
      group,
      contents: contents.flatMap((code) => {
        const content = book.norms.contents.get(code);
        return content === undefined ? [] : [{ code, name: content.name[locale] }];
      }),
    })),
  };
}

/** What the province added to the catalogue, under a heading of its own. */
function ownOf({ norms }: LawBook): typeof OFFERED {
  const contents = [...norms.contents.keys()].filter((code) => code.includes('@'));
  return contents.length === 0 ? [] : [{ group: 'own', contents }];
}

/** Which part of the form a sentence belongs to. */
function stepOf({ field = '' }: SaidRefusal): SupportStep {
  if (field === 'want') return 'what';
  return field === 'on' || field.startsWith('cost.') || field.startsWith('total.') ? 'cost' : 'who';
}

/** A model's level may hang on all that is invested. */
function asksTotal(content: string, { norms }: LawBook): boolean {
  return (
    content.startsWith('MH-') || norms.sets.some((set) => set.norms.get(content)?.rule.kind === 'brackets')
  );
}
