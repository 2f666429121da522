import { createHash } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { paperForms } from '#law/server';
import { readPaperCode, showPaperCode, UPLOAD_LIMIT } from '#records';
import { paperByCode } from '#records/server';
import { todayIn } from '#kernel';
import { fileField } from '../answer.ts';

/** From a code typed into the form to its page. */
export function findByCode(url: URL) {
  const typed = url.searchParams.get('code')?.slice(0, 60) ?? '';
  const code = readPaperCode(typed);
  if (code) redirect(303, `/verify/${code}`);
  return { typed };
}

/** What anyone may know of the paper with this code. */
export async function loadVerify(locals: App.Locals, typed: string) {
  const code = readPaperCode(typed.slice(0, 60));
  const paper = code === null ? undefined : await paperByCode(locals.db, code);
  if (!paper || code === null) return { code: typed.slice(0, 60), paper: null };
  const forms = await locals.db.transaction().execute((tx) => paperForms(tx));
  const form = forms.find(({ kind }) => kind === paper.kind);
  return {
    code: showPaperCode(code),
    paper: {
      ...paper,
      cancelledOn: paper.cancelledAt && todayIn(paper.cancelledAt),
      kindTitle: form?.title ?? { vi: paper.kind, en: paper.kind },
    },
  };
}

/** Whether a file is, byte by byte, one of the two that were issued. The file is not kept. */
export async function compareFile(locals: App.Locals, typed: string, request: Request) {
  const { paper } = await loadVerify(locals, typed);
  const file = await fileField(await request.formData(), 'file');
  if (!paper || !file || file.bytes.length > UPLOAD_LIMIT) return { compared: null };
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  return {
    compared: {
      name: file.name.slice(0, 120),
      hash,
      same: hash === paper.pdfHash || hash === paper.wordHash,
    },
  };
}
