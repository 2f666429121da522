import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
} from '#testing';
import { dong, expectOk, newId, type Result } from '#kernel';
import { paperForms } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { projectSubject } from '#projects/server';
import {
  cancelPaper,
  keyOf,
  keepTemplate,
  openDisk,
  paperById,
  paperByCode,
  papersOf,
  publishTemplate,
  readRegister,
  storeFile,
} from '#records/server';
import { checkTemplate } from './check-template.ts';
import { issueProjectPaper, previewPaper, standardOf, type PaperDesk } from './issue.ts';
import { paperKind, paperKinds } from './kinds.ts';
import { zipEntries } from './zip-entries.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kc-papers-'));
const desk: PaperDesk = { files: openDisk(folder), origin: 'https://kc.example', sample: false };
let people: Cast;
let officer: Context;
let id: string;

beforeAll(async () => {
  people = await cast((await testDatabase({ max: 24 })).db);
  officer = people.centreOfficer;
  const workshop = await newWorkshop(people, { name: 'Hợp tác xã Đỗ Gỗ Mỹ nghệ Quỳ Hợp – Nghĩa Đàn' });
  id = await submitted(workshop.owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(310_000_000));
  for (const [who, event, fields] of provincialWay(fund.id))
    expectOk(await act(people[who] as Context, id, event, fields));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wishes = () => ({
  ...{
    id: newId(officer.now.getTime()),
    signerName: null,
    signerTitle: null,
    recipients: null,
    replaces: null,
  },
});
const issue = (kind = 'dossier_receipt', over = {}, cx = officer) =>
  issueProjectPaper(cx, desk, id, kind, { ...wishes(), ...over });
const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);
const paper = async (of: string) => (await inProvince(officer, (tx) => paperById(tx, officer.province, of)))!;
const bytesOf = async (document: string) => {
  const hash = await inProvince(officer, async (tx) => {
    const row = await tx
      .selectFrom('records.document')
      .select('file_hash')
      .where('id', '=', document)
      .executeTakeFirstOrThrow();
    return row.file_hash!;
  });
  return Buffer.from(await desk.files.getBytes(keyOf(officer.province, hash)));
};
const textOf = (pdf: Uint8Array) => {
  const file = path.join(folder, 'look.pdf');
  writeFileSync(file, pdf);
  return execFileSync('pdftotext', ['-layout', file, '-']).toString().normalize('NFC');
};

describe('an issued paper', () => {
  it('is a PDF and a Word file under the same number, both kept and known by their hash', async () => {
    const done = expectOk(await issue());
    const kept = await paper(done.id);
    expect(kept.sign).toMatch(/^01\/GBN-/);
    const pdf = await bytesOf(kept.pdfDocument!);
    const text = textOf(pdf);
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(text).toContain('Hợp tác xã Đỗ Gỗ Mỹ nghệ Quỳ Hợp – Nghĩa Đàn');
    expect(text).toContain('300.000.000 đồng (Ba trăm triệu đồng)');
    expect(text).toContain(kept.sign);
    const entries = zipEntries(await bytesOf(kept.wordDocument));
    expect(entries?.map(({ name }) => name)).toContain('word/document.xml');
    const verified = await paperByCode(officer.db, kept.code);
    expect(verified).toMatchObject({
      ...{ sign: kept.sign, cancelledAt: null, replacedBy: null },
      pdfHash: createHash('sha256').update(pdf).digest('hex'),
    });
  });

  it('is issued once when its form is sent twice', async () => {
    const same = wishes();
    const [a, b] = await Promise.all([issue('contract', same), issue('contract', same)]);
    expect([...codes(a), ...codes(b)]).toEqual(['paper_issued_already']);
  });

  it('says on its public page that it was cancelled or replaced, and keeps its number in the register', async () => {
    const first = expectOk(await issue('appraisal_minutes'));
    const second = expectOk(await issue('appraisal_minutes', { replaces: first.id }));
    const again = await issue('appraisal_minutes', { replaces: first.id });
    expect(codes(again)).toEqual(['paper_replaced_meanwhile']);
    const cancel = () =>
      transact(officer, (tx) => cancelPaper(tx, officer, second.id, 'Ghi sai ngày thẩm định'));
    expect(codes(await cancel())).toEqual([]);
    expect(codes(await cancel())).toEqual(['paper_cancelled_meanwhile']);
    const [old, young] = [await paper(first.id), await paper(second.id)];
    expect(await paperByCode(officer.db, old.code)).toMatchObject({ replacedBy: { sign: young.sign } });
    expect((await paperByCode(officer.db, young.code))?.cancelledAt).toEqual(officer.now);
    const filter = { year: old.year, series: 'BB', unit: null, cancelled: true, words: ['tham', 'dinh'] };
    const { rows } = await inProvince(officer, (tx) => readRegister(tx, officer.province, filter, null, 10));
    expect(rows.map(({ sign }) => sign)).toEqual([young.sign]);
  });

  it('is refused to who issues none, and where the project has not come so far', async () => {
    expect(codes(await issue('dossier_receipt', {}, people.owner))).toEqual(['paper_not_permitted']);
    expect(codes(await issue('amendment'))).toEqual(['paper_has_no_grounds']);
    const outsider = transact(people.financeOfficer, (tx) => {
      return cancelPaper(tx, people.financeOfficer, newId(1), 'x');
    });
    expect(codes(await outsider)).toEqual(['issued_paper_not_found']);
    expect(await paperByCode(officer.db, '0'.repeat(16))).toBeUndefined();
  });

  it('takes numbers without gaps, never twice and in order when a hundred are issued at once', async () => {
    const before = await inProvince(officer, (tx) => papersOf(tx, officer.province, projectSubject(id)));
    const from = before.filter(({ series }) => series === 'GBN').length;
    const done = await Promise.all(Array.from({ length: 100 }, () => issue()));
    const signs = done.map((one) => Number(expectOk(one).sign.split('/')[0])).toSorted((a, b) => a - b);
    expect(signs).toEqual(Array.from({ length: 100 }, (_, i) => from + 1 + i));
  }, 60_000);
});

describe('the kinds of papers', () => {
  it("each is one of the law's list, and is set from a settled project in both forms", async () => {
    const forms = await inProvince(officer, (tx) => paperForms(tx));
    expect(paperKinds.map(({ code }) => code).toSorted()).toEqual(forms.map(({ kind }) => kind).toSorted());
    for (const { code } of paperKinds) {
      const made = await inProvince(officer, (tx) => previewPaper(tx, officer, desk, id, code, null));
      if (!made.ok) {
        expect([code, made.refusal.code]).toEqual([code, 'paper_has_no_grounds']);
        continue;
      }
      const text = textOf(made.value.pdf!);
      expect(text, code).toContain('Độc lập – Tự do – Hạnh phúc');
      expect(text, code).not.toMatch(/[{}]|undefined|\[object/);
      if (process.env['KC_LOOK'])
        writeFileSync(path.join(process.env['KC_LOOK'], `${code}.pdf`), made.value.pdf!);
      expect(zipEntries(made.value.word)?.length, code).toBeGreaterThan(5);
    }
  }, 60_000);
});

describe('a template of the province', () => {
  const kind = paperKind('dossier_receipt')!;

  it('may be the standard one of any kind', async () => {
    for (const one of paperKinds)
      expect(
        codes(await checkTemplate(one, { name: `${one.code}.docx`, bytes: await standardOf(one) })),
        one.code,
      ).toEqual([]);
  });

  it('is told which fields it does not know and which it lacks, both at once', async () => {
    const other = await checkTemplate(paperKind('settlement_table')!, {
      ...{ name: 'mau.docx', bytes: await standardOf(kind) },
    });
    expect(codes(other)).toEqual(['paper_template_unknown_fields', 'paper_template_missing_fields']);
    expect(other.ok ? '' : other.refusal.params['names']).toContain('{thoi_diem_nhan}');
  });

  it('is refused where it is no Word file, broken, or too large', async () => {
    const whole = Buffer.from(await standardOf(kind));
    const check = async (bytes: Uint8Array) => codes(await checkTemplate(kind, { name: 'x.docx', bytes }));
    expect(await check(Buffer.from('%PDF-1.7'))).toEqual(['paper_template_is_no_word_file']);
    expect(await check(whole.subarray(0, whole.length / 2))).toEqual(['paper_template_is_no_word_file']);
    const bomb = Buffer.from(whole);
    const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(0xf0000000, entry + 24);
    expect(await check(bomb)).toEqual(['paper_template_too_large']);
    const torn = Buffer.from(whole);
    torn.fill(0x41, 60, 900);
    expect((await check(torn)).length).toBeGreaterThan(0);
  });

  it('is published by somebody else, sets Word from its day on, and gives way to the standard one again', async () => {
    const leader = people.departmentLeader;
    const bytes = await standardOf(kind);
    const file = expectOk(await storeFile(desk.files, officer.province, { name: 'mau.docx', bytes }));
    const keep = (kept: typeof file | null) =>
      transact(leader, (tx) => keepTemplate(tx, leader, { kind: kind.code, file: kept, note: null }));
    const publish = (cx: Context, template: string) =>
      transact(cx, (tx) => publishTemplate(tx, cx, { id: template, from: '2026-11-23' as never }));
    const own = expectOk(await keep(file));
    expect(codes(await publish(leader, own.id))).toEqual(['same_person_may_not']);
    expect(codes(await publish(officer, own.id))).toEqual(['paper_template_not_permitted']);
    expectOk(await publish(people.centreDirector, own.id));
    expect(codes(await publish(people.centreDirector, own.id))).toEqual(['paper_template_changed_meanwhile']);
    const withOwn = await paper(expectOk(await issue()).id);
    expect([withOwn.templateId, withOwn.pdfDocument]).toEqual([own.id, null]);
    const standard = expectOk(await keep(null));
    expectOk(await publish(people.centreDirector, standard.id));
    expect((await paper(expectOk(await issue()).id)).pdfDocument).not.toBeNull();
  });
});
