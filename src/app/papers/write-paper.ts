import type { LocalDate } from '#kernel';
import type { PaperForm } from '#law/server';
import { citationText } from '#text';
import type { FinishedPaper, WordData } from './finished-paper.ts';
import { fill, setBlocks, withConditions, type PaperData } from './layout.ts';
import type { PaperKind } from './paper-kind.ts';
import { dayParts } from './paper-source.ts';

/** Whose paper it is, and what it says beside its data. */
export interface PaperHead {
  readonly above: string;
  readonly issuer: string;
  readonly place: string;
  readonly sign: string;
  readonly on: LocalDate;
  readonly signer: { readonly title: string; readonly name: string };
  readonly recipients: readonly string[];
  readonly proof: { address: string; code: string; qr: string; png: Uint8Array } | null;
  readonly sample: boolean;
  readonly draft: boolean;
}

/** "Mẫu 9, Thông tư 36/2013/TT-BCT"; what was not read in the text says so. */
export function formText({ form, citation }: Pick<PaperForm, 'form' | 'citation'>): string {
  if (form === null) return '';
  return citation === null ? form : `${form}, ${citationText({ ...citation, article: null }, 'vi')}`;
}

/** One paper in both forms' terms, from the same data. */
export function writePaper(
  kind: PaperKind,
  form: PaperForm,
  said: PaperData,
  head: PaperHead,
): { readonly finished: FinishedPaper; readonly word: WordData } {
  const day = dayParts(head.on);
  const fields: PaperData = withConditions({
    ...said,
    ...{ co_quan_cap_tren: head.above.toUpperCase(), co_quan: head.issuer, dia_danh: head.place, ...day },
    ...{ so_ky_hieu: head.sign, tieu_de: form.title.vi.toUpperCase(), mau_so: formText(form) },
    ...{ chuc_vu_nguoi_ky: head.signer.title.toUpperCase(), nguoi_ky: head.signer.name },
    noi_nhan: head.recipients.map((dong) => ({ dong })),
    ...{ ma_xac_thuc: head.proof?.code ?? '', trang_xac_thuc: head.proof?.address ?? '' },
    tai_lieu_mau: head.sample,
  });
  const about = fill(kind.about, fields);
  const { png, ...proof } = head.proof ?? { png: null };
  return {
    finished: {
      ...{ above: head.above, issuer: head.issuer, sign: head.sign, place: head.place, day },
      ...{ title: form.title.vi, about, form: formText(form), blocks: setBlocks(kind.blocks, fields) },
      ...{ recipients: head.recipients, signer: kind.manySign ? null : head.signer },
      ...{ proof: png === null ? null : (proof as FinishedPaper['proof']) },
      ...{ sample: head.sample, draft: head.draft },
    },
    word: {
      ...fields,
      trich_yeu: about,
      ...(png === null ? { ma_qr: '' } : { ma_qr: { qr: png } }),
    },
  };
}
