import { error } from '@sveltejs/kit';
import {
  establishmentFields,
  establishmentForm,
  listableCommunes,
  mayChangeEstablishment,
  mayRegisterSomewhere,
  type Establishment,
  type EstablishmentInput,
} from '#establishments';
import {
  changeEstablishment,
  checkEligibility,
  establishmentChoices,
  readEstablishment,
  registerEstablishment,
  type EstablishmentChoices,
} from '#establishments/server';
import { ok, readForm, todayIn, type FormFields, type Locale, type Result } from '#kernel';
import { isStaff } from '#people';
import type { Context } from '#people/server';
import { failWith, textFields } from './answer.ts';

/** What the pages of applicants and of the desk share: an establishment, its form, and saving it. */

/** The form of a new establishment; not there for whom may not register any. */
export async function newEstablishmentForm(cx: Context) {
  if (!mayRegisterSomewhere(cx.actor)) error(404, 'Not found');
  const choices = await establishmentChoices(cx);
  // A commune's officer registers in that commune; applicants and the centre anywhere in the province.
  const own = isStaff(cx.actor) ? listableCommunes(cx.actor) : null;
  const communes = choices.communes.filter((c) => own?.includes(c.code) ?? true);
  return { choices: { ...choices, communes }, province: cx.province };
}

/** The form of one that is changed; not there for whom may not. */
export async function establishmentChangeForm(cx: Context, id: string) {
  const it = await readEstablishment(cx, id);
  if (!it.ok || !mayChangeEstablishment(cx.actor, it.value)) error(404, 'Not found');
  const { name, revision } = it.value;
  const choices = await establishmentChoices(cx);
  return { choices, province: cx.province, id, name, revision, fields: establishmentFields(it.value) };
}

/** An establishment, what its codes are called, and whether it may be supported today. */
export async function establishmentPage(cx: Context, locale: Locale, id: string) {
  const it = await readEstablishment(cx, id);
  if (!it.ok) error(404, 'Not found');
  const on = todayIn(cx.now);
  const eligibility = await checkEligibility(cx, { id, on });
  return {
    establishment: it.value,
    names: namesOf(it.value, await establishmentChoices(cx), locale),
    eligibility: eligibility.ok ? eligibility.value : null,
    on,
    mayChange: mayChangeEstablishment(cx.actor, it.value),
  };
}

/** What the codes of an establishment are called. */
export interface EstablishmentNames {
  readonly legalForm: string;
  readonly sector: string;
  readonly commune: string;
}

export function namesOf(
  it: Establishment,
  choices: EstablishmentChoices,
  locale: Locale,
): EstablishmentNames {
  const named = (list: EstablishmentChoices['sectors'], code: string) =>
    list.find((choice) => choice.code === code)?.name[locale] ?? code;
  return {
    legalForm: named(choices.legalForms, it.legalForm),
    sector: named(choices.sectors, it.sector),
    commune: choices.communes.find((c) => c.code === it.commune)?.title ?? it.commune,
  };
}

/** Registers, or with an `id` changes, what the form posted; a refusal answers with all that was typed. */
export async function saveEstablishment(cx: Context, locale: Locale, request: Request, id?: string) {
  const fields = textFields(await request.formData());
  const read = readForm(establishmentForm, fields);
  const saved = read.ok ? await save(cx, read.value, fields, id) : read;
  if (saved.ok) return { saved: saved.value.id };
  return failWith(saved.refusal, fields, locale);
}

async function save(
  cx: Context,
  input: EstablishmentInput,
  fields: FormFields,
  id: string | undefined,
): Promise<Result<{ readonly id: string }>> {
  if (id === undefined) return registerEstablishment(cx, input);
  const changed = await changeEstablishment(cx, { id, revision: Number(fields['revision']), input });
  return changed.ok ? ok({ id }) : changed;
}
