import { establishmentsInCommunes, findEstablishment, ownEstablishments } from '#establishments/server';
import { newId, todayIn, type FormFields, type Locale } from '#kernel';
import { loadContents } from '#law/server';
import { isStaff } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { needCommunes, type Need } from '#programmes';
import { contentGroupLabel } from '#text';
import { communeTitle } from '#territory';
import { communesIn } from '#territory/server';

/** A longer list is no help on a telephone; other establishments are named by their tax code. */
const MOST_ESTABLISHMENTS = 300;

/** The contents a province knows, as options under their groups. */
export async function contentOptions(tx: Tx, province: string, locale: Locale) {
  return [...(await loadContents(tx, province)).values()].map(({ code, group, name }) => ({
    value: code,
    label: `${name[locale]} (${code})`,
    group: contentGroupLabel(group, locale),
  }));
}

export async function communeOptions(tx: Tx, cx: Context) {
  const own = needCommunes(cx.actor);
  const communes = await communesIn(tx, cx.province, todayIn(cx.now));
  return communes
    .filter(({ code }) => own === null || own?.includes(code))
    .map((commune) => ({ value: commune.code, label: communeTitle(commune) }));
}

/** What the form of a need offers to whoever fills it in. */
export async function needChoices(tx: Tx, cx: Context, locale: Locale, need?: Need) {
  const officer = isStaff(cx.actor);
  const communes = officer ? await communeOptions(tx, cx) : [];
  const own = needCommunes(cx.actor) ?? [];
  const named = need?.establishmentId ? await findEstablishment(tx, need.establishmentId) : undefined;
  const known = !officer
    ? await ownEstablishments(cx)
    : own.length > 0
      ? await establishmentsInCommunes(tx, own, MOST_ESTABLISHMENTS)
      : [];
  const offered = named && !known.some(({ id }) => id === named.id) ? [named, ...known] : known;
  return {
    establishments: offered.map(({ id, name, taxCode }) => ({ value: id, label: `${name} (${taxCode})` })),
    cutAt: known.length === MOST_ESTABLISHMENTS ? MOST_ESTABLISHMENTS : null,
    communes,
    contents: await contentOptions(tx, cx.province, locale),
    others: officer,
    clientKey: newId(cx.now.getTime()),
  };
}

/** A need as the fields of its form. */
export function needFields(need: Need): FormFields {
  const tick = (done: boolean) => (done ? 'on' : '');
  return {
    establishment: need.establishmentId ?? '',
    name: need.establishmentId === null ? need.name : '',
    taxCode: need.establishmentId === null ? (need.taxCode ?? '') : '',
    phone: need.phone ?? '',
    commune: need.commune,
    content: need.contentCode,
    procedure: need.procedure,
    title: need.title,
    reason: need.reason ?? '',
    machine: need.machine ?? '',
    quotation: need.quotation ?? '',
    cost: need.cost === null ? '' : String(need.cost),
    asked: need.asked === null ? '' : String(need.asked),
    ownFunds: tick(need.ownFunds),
    site: tick(need.site),
    papers: tick(need.papers),
  };
}
