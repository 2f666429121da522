import { contains, todayIn, type FormFields, type LocalDate } from '#kernel';
import { ownEstablishments } from '#establishments/server';
import { conditionsOf, type LawBook } from '#law';
import { contextOf } from '#people/server';
import { dayOf, wantedIn } from '#projects';
import { askSupport, type AskedSupport } from '#projects/server';
import { communeTitle, provinceTitle, REFORM_DAY } from '#territory';
import { m } from '#messages';
import { formerly } from '#ui/commune-option.ts';
import { sayRefusal, type SaidRefusal } from './answer.ts';

/** The parts of the form, in the order they are asked; the last is followed by the answer. */
export const supportSteps = ['who', 'what', 'cost'] as const;
export type SupportStep = (typeof supportSteps)[number];

/**
 * The scope of a question of the public: the province this installation shows first. Who is signed in may ask
 * about a personal number that is their own.
 */
async function publicScope(locals: App.Locals, fields: FormFields) {
  const { db, actor, now } = locals;
  const asksOwn = actor !== null && (fields['tax'] ?? '') !== '';
  const own = asksOwn ? await ownEstablishments(contextOf(db, actor, now)) : [];
  return { db, province: locals.province ?? '', own: own.map(({ taxCode }) => taxCode) };
}

/** The form as far as it was filled in: what can be chosen, and what is wrong in the parts that were sent. */
export async function supportForm(locals: App.Locals, fields: FormFields, step: SupportStep | 'all') {
  const today = todayIn(locals.now);
  const asked = await askSupport(await publicScope(locals, fields), fields, today);
  return { asked, form: () => formOf(locals, asked, fields, step, today) };
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
  const on = dayOf(fields, today);
  const back = sent[0] === undefined ? step : step === 'all' ? 'all' : stepOf(sent[0]);
  return {
    step: back,
    errors: back === 'all' ? sent : sent.filter((error) => stepOf(error) === back),
    fields: { ...fields, ...placeFields(asked, fields) },
    chosen: asked.place.ok,
    offered: asked.offered.map((found) => ({
      // For a day on which the old commune was there, that is what is chosen.
      code:
        on < REFORM_DAY && 'matched' in found && found.matched === 'old_name' && found.old
          ? found.old.id
          : found.commune.code,
      title: communeTitle(found.commune),
      province: provinceTitle(found.commune.province),
      note: 'matched' in found ? formerly(found.matched, found.old ?? null) : '',
    })),
    wanted: wantedIn(fields).flatMap((code) => {
      const content = asked.book.norms.contents.get(code);
      return content === undefined
        ? []
        : [
            {
              code,
              name: content.name[locale],
              total: asksTotal(code, asked.book),
              conditions: questionsOf(code, fields, on, asked.book, locale),
            },
          ];
    }),
    ...choicesOf(asked.book, locale, today),
  };
}

/** A name that was settled stands beside its code; typed over, it is looked for anew. */
function placeFields({ place, offered, old }: AskedSupport, fields: FormFields): FormFields {
  if (place.ok) {
    const title = old?.name ?? communeTitle(place.value);
    return { place: old?.id ?? place.value.code, q: title, for: title };
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
    sectors: sectors.map((s) => ({
      value: s.code,
      label:
        s.vsic === null
          ? s.name[locale]
          : m.support_sector_vsic({ name: s.name[locale], codes: s.vsic.codes.join(', ') }, { locale }),
    })),
    groups: groupsOf(book).map(({ group, contents }) => ({
      group,
      contents: contents.flatMap((code) => {
        const content = book.norms.contents.get(code);
        return content === undefined ? [] : [{ code, name: content.name[locale] }];
      }),
    })),
  };
}

/** The contents a workshop asks for itself, in groups; what the province added under a heading of its own. */
function groupsOf({
  wishes,
  norms,
}: LawBook): { readonly group: string; readonly contents: readonly string[] }[] {
  const shared = [...Map.groupBy(wishes.values(), (wish) => wish.group)].map(([group, ones]) => ({
    group,
    contents: ones.map(({ content }) => content),
  }));
  const own = [...norms.contents.keys()].filter((code) => code.includes('@'));
  return own.length === 0 ? shared : [...shared, { group: 'own', contents: own }];
}

/** Which part of the form a sentence belongs to. */
function stepOf({ field = '' }: SaidRefusal): SupportStep {
  if (field === 'want') return 'what';
  return field === 'on' || field === 'tax' || /^(cost|total|is)\./.test(field) ? 'cost' : 'who';
}

/** What may be said of the conditions of a content; the districts are named in the answer only. */
function questionsOf(
  content: string,
  fields: FormFields,
  on: LocalDate,
  { conditions }: LawBook,
  locale: 'vi' | 'en',
) {
  const asked = { content, sector: fields['sector'] };
  return conditionsOf(asked, on, conditions).map(({ code, question }) => ({
    code,
    kind: question.kind,
    label: question.label[locale],
    help: question.help?.[locale],
    choices: question.choices.map((choice) => ({ value: choice.code, label: choice.name[locale] })),
  }));
}

/** A model's level may hang on all that is invested. */
function asksTotal(content: string, { norms }: LawBook): boolean {
  return (
    content.startsWith('MH-') || norms.sets.some((set) => set.norms.get(content)?.rule.kind === 'brackets')
  );
}
