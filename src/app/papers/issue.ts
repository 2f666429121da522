import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import { paperForms, type PaperForm } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { projectSubject } from '#projects/server';
import { mayIssue } from '#records';
import {
  issuePaper,
  keyOf,
  storeFile,
  templateInForce,
  templatesOf,
  type Disk,
  type PaperTemplate,
} from '#records/server';
import { loadProjectViewIn } from '../project-view.ts';
import { fill } from './layout.ts';
import { paperKind } from './kinds.ts';
import { officeOf } from './office.ts';
import type { PaperKind } from './paper-kind.ts';
import { paperSource, type PaperSource } from './paper-source.ts';
import { proofOf } from './qr-code.ts';
import { NotSet, setPdf, setWord } from './setting.ts';
import { standardWord } from './standard-word.ts';
import { writePaper, type PaperHead } from './write-paper.ts';

/** What the form of a paper names. */
export interface PaperWishes {
  readonly id: string;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly recipients: readonly string[] | null;
  readonly replaces: string | null;
}

/** Where papers are kept, and where people reach their public pages. */
export interface PaperDesk {
  readonly files: Disk;
  readonly origin: string;
  readonly sample: boolean;
}

interface Ground {
  readonly kind: PaperKind;
  readonly form: PaperForm;
  readonly source: PaperSource;
}

/** A kind with its form and what it is written from. Refuses `project_not_found`, `paper_kind_not_found`. */
async function groundOf(tx: Tx, cx: Context, projectId: string, code: string): Promise<Result<Ground>> {
  const kind = paperKind(code);
  const form = (await paperForms(tx)).find((one) => one.kind === code);
  if (!kind || !form) return refuse('paper_kind_not_found');
  const view = isId(projectId) ? await loadProjectViewIn(tx, cx, projectId) : undefined;
  if (!view || view.project.state === 'draft') return refuse('project_not_found');
  return ok({ kind, form, source: await paperSource(tx, cx, view) });
}

/**
 * Issues a paper of a project in both forms. Refuses `paper_not_permitted`, `paper_has_no_grounds` where the project has
 * not come so far, `paper_template_fails` where the province's own template cannot be filled, and what `issuePaper` does.
 */
export async function issueProjectPaper(
  cx: Context,
  desk: PaperDesk,
  projectId: string,
  code: string,
  wishes: PaperWishes,
): Promise<Result<{ readonly id: string; readonly sign: string }>> {
  return transact(cx, async (tx) => {
    const ground = await groundOf(tx, cx, projectId, code);
    if (!ground.ok) return ground;
    const { kind, form, source } = ground.value;
    const office = await officeOf(tx, cx);
    if (!mayIssue(cx.actor) || office === null) return refuse('paper_not_permitted');
    const said = kind.data(source);
    if (!said.ok) return said;
    const template = templateInForce(await templatesOf(tx, cx.province, code), todayIn(cx.now));
    const { project } = source.view;
    const order = {
      ...{ id: wishes.id, kind: code, series: form.series, title: form.title.vi, replaces: wishes.replaces },
      subject: { ...projectSubject(projectId), label: `${project.number ?? ''} ${project.title}` },
      ...{ templateId: template?.id ?? null, sample: desk.sample },
    };
    return issuePaper(tx, cx, order, async ({ sign, issuedOn, code: proofCode }) => {
      const head: PaperHead = {
        ...{ above: office.above, issuer: office.issuer, place: office.place, sign, on: issuedOn },
        signer: {
          title: wishes.signerTitle ?? office.signer.title,
          name: wishes.signerName ?? office.signer.name,
        },
        recipients:
          wishes.recipients ??
          kind.recipients.map((line) => fill(line, { ...said.value, co_quan: office.issuer })),
        proof: await proofOf(desk.origin, proofCode),
        ...{ sample: desk.sample, draft: false },
      };
      const name = `${code}-${sign.replace(/[^\p{L}\d-]+/gu, '-')}`;
      const files = await bothForms(desk.files, cx.province, {
        kind,
        form,
        template,
        said: said.value,
        head,
      });
      if (!files.ok) return files;
      const keep = (bytes: Uint8Array, extension: string) =>
        storeFile(desk.files, cx.province, { name: `${name}.${extension}`, bytes });
      const word = await keep(files.value.word, 'docx');
      if (!word.ok) return word;
      const pdf = files.value.pdf === null ? null : await keep(files.value.pdf, 'pdf');
      if (pdf && !pdf.ok) return pdf;
      const { proof: _, ...kept } = head;
      return ok({ content: { ...kept, data: said.value }, word: word.value, pdf: pdf && pdf.value });
    });
  });
}

interface Setting {
  readonly kind: PaperKind;
  readonly form: PaperForm;
  readonly template: PaperTemplate | null;
  readonly said: Parameters<typeof writePaper>[2];
  readonly head: PaperHead;
}

/** With the standard template PDF and Word; with a province's own only Word, because nothing here turns Word into PDF. */
async function bothForms(
  files: Disk,
  province: string,
  { kind, form, template, said, head }: Setting,
): Promise<Result<{ readonly pdf: Uint8Array | null; readonly word: Uint8Array }>> {
  const { finished, word: data } = writePaper(kind, form, said, head);
  const own = template?.file ?? null;
  try {
    const [pdf, word] = await Promise.all([
      own === null ? setPdf(finished) : null,
      (own === null ? standardOf(kind) : files.getBytes(keyOf(province, own.hash))).then((from) =>
        setWord(from, data),
      ),
    ]);
    return ok({ pdf, word });
  } catch (error) {
    if (own !== null && error instanceof NotSet)
      return refuse('paper_template_fails', { message: error.message.slice(0, 200) });
    throw error;
  }
}

const standard = new Map<string, Promise<Uint8Array>>();
/** The standard template of a kind, built once. */
export function standardOf(kind: PaperKind): Promise<Uint8Array> {
  let made = standard.get(kind.code);
  if (!made) standard.set(kind.code, (made = standardWord(kind)));
  return made;
}

/** A paper as it would be, without a number and with nothing kept. */
export async function previewPaper(
  tx: Tx,
  cx: Context,
  desk: PaperDesk,
  projectId: string,
  code: string,
  template: PaperTemplate | null,
): Promise<Result<{ readonly pdf: Uint8Array | null; readonly word: Uint8Array }>> {
  const ground = await groundOf(tx, cx, projectId, code);
  if (!ground.ok) return ground;
  const { kind, form, source } = ground.value;
  const office = await officeOf(tx, cx);
  if (office === null) return refuse('paper_not_permitted');
  const said = kind.data(source);
  if (!said.ok) return said;
  const head: PaperHead = {
    ...{ above: office.above, issuer: office.issuer, place: office.place, sign: `…/${form.series}-…` },
    ...{ on: todayIn(cx.now), signer: office.signer },
    recipients: kind.recipients.map((line) => fill(line, { ...said.value, co_quan: office.issuer })),
    ...{ proof: null, sample: desk.sample, draft: true },
  };
  return bothForms(desk.files, cx.province, { kind, form, template, said: said.value, head });
}

/** Kinds a project has come far enough for, each with its form. */
export function possibleKinds(source: PaperSource, forms: readonly PaperForm[]) {
  return forms.flatMap((form) => {
    const kind = paperKind(form.kind);
    return kind ? [{ form, kind, ready: kind.data(source).ok }] : [];
  });
}
