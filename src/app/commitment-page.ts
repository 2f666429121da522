import { error } from '@sveltejs/kit';
import { findEstablishment } from '#establishments/server';
import {
  amountInEnglish,
  docTien,
  formatDong,
  parseAmount,
  ZERO_DONG,
  type Dong,
  type FormFields,
  type Locale,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { mayDraft, roughCost } from '#projects';
import { draftOf, projectFor } from '#projects/server';
import { procedureLabel } from '#text';

/** The commitment of a request as it is typed so far, to print and to sign. */
export async function loadCommitmentPage(cx: Context, id: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || !mayDraft(cx.actor, project.establishmentUnit)) return undefined;
    const draft = await draftOf(tx, cx.province, id);
    const establishment = project.establishmentId && (await findEstablishment(tx, project.establishmentId));
    if (!draft || !establishment) return undefined;
    const { fields } = draft;
    return {
      id,
      establishment: establishment.name,
      representative: establishment.representative,
      taxCode: establishment.taxCode,
      place: [establishment.address, project.communeName].filter(Boolean).join(', '),
      title: fields['title'] ?? '',
      programme: procedureLabel(fields['procedure'] === 'national' ? 'national' : 'provincial'),
      year: fields['fiscalYear'] ?? String(project.fiscalYear),
      ...sums(fields, locale),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** Total, support and own share in figures, the last two in words too. */
function sums(fields: FormFields, locale: Locale) {
  const total = roughCost(fields).lines.reduce<bigint>((sum, line) => sum + line.amount, 0n) as Dong;
  const read = parseAmount(fields['asked'] ?? '');
  const asked = read.ok ? read.value : ZERO_DONG;
  const own = (total > asked ? total - asked : 0n) as Dong;
  const words = (amount: Dong) =>
    locale === 'vi' ? docTien(amount, { capital: true }) : amountInEnglish(amount, { capital: true });
  return {
    total: formatDong(total, locale),
    asked: formatDong(asked, locale),
    askedWords: words(asked),
    own: formatDong(own, locale),
    ownWords: words(own),
  };
}
