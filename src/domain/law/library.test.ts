import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { mkdtempSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { openDisk } from '#records/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { attachLawFile, withdrawLawFile } from './attach-law-file.server.ts';
import { articleForm, newLawDocumentForm } from './document.form.ts';
import { statusOn } from './document.ts';
import { documentTrail } from './document-trail.store.server.ts';
import { endLawDocument } from './end-law-document.server.ts';
import {
  articlesOf,
  documentsAt,
  fileById,
  filesOf,
  findDocument,
  loadLibrary,
  searchFiles,
} from './library.store.server.ts';
import { loadLaw } from './load-reference.server.ts';
import { relateLawDocuments, withdrawLawRelation } from './relate-law-documents.server.ts';
import { restingOn } from './rests-on.store.server.ts';
import { withdrawLawArticle, writeArticle } from './write-article.server.ts';
import { addLawDocument, correctLawDocument } from './write-law-document.server.ts';

let database: TestDatabase;
let people: Cast;
let officer: Context;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  officer = people.departmentLeader;
});

const fields: FormFields = {
  number: '15/2026/NQ-HĐND',
  kind: 'resolution',
  issuer: 'HĐND tỉnh Nghệ An',
  titleVi: 'Mức chi khuyến công Nghệ An',
  issuedOn: '10/07/2026',
  effectiveOn: '01/08/2026',
  verification: 'full_text',
};
const draft = (over: FormFields = {}) => expectOk(readForm(newLawDocumentForm, { ...fields, ...over }));
const add = (number: string, over: FormFields = {}) => addLawDocument(officer, draft({ number, ...over }));
const refusal = (code: string) => ({ ok: false, refusal: { code } });

describe('the shipped library', () => {
  it('holds together: every document cited by a rule is there, and citations lead to it', async () => {
    const { rows } = await database.owner.query<{ missing: string }>(
      `select distinct cited ->> 'document' as missing from (
         select citation as cited from law.norm union all select citation from law.procedure_step
         union all select citation from law.advance_rule union all select citation from law.dossier_item
         union all select citation from law.sector) c
       where cited is not null and not exists (select from law.document where code = cited ->> 'document')`,
    );
    expect(rows).toEqual([]);
  });

  it('says what rests on a document: norms and their articles, advances, eligibility', async () => {
    const resting = await restingOn(database.db, '28/2018/TT-BTC');
    expect(resting.find((one) => one.kind === 'norm_set')?.id).toBe('national-2018-05-11');
    expect(resting.find((one) => one.name.vi.startsWith('MM-01'))?.place).toMatchObject({
      article: '8',
      clause: '4',
    });
    const kinds = new Set((await restingOn(database.db, '45/2012/NĐ-CP')).map((one) => one.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['eligibility', 'sector']));
    const procedure = await restingOn(database.db, '36/2013/TT-BCT');
    expect(new Set(procedure.map((one) => one.kind))).toEqual(
      new Set(['procedure', 'procedure_step', 'advance_rule', 'dossier_item']),
    );
    expect(await restingOn(database.db, '20/CT-BCT')).toEqual([]);
  });

  it('is found by an address that leaves the province out', async () => {
    const [found] = await documentsAt(database.db, '32-2021-qd-ubnd');
    expect(found?.code).toBe('32/2021/QĐ-UBND@40');
    expect(await documentsAt(database.db, '32-2021-qd-ubnd-40')).toEqual([found]);
    expect(await documentsAt(database.db, '999-2021-qd-ubnd')).toEqual([]);
  });
});

describe('adding a document of the province', () => {
  it('is recorded with its event, and refused in any other writing of its number', async () => {
    const { id, code } = expectOk(await add('nghị quyết 15-2026 hđnd'));
    expect(code).toBe('15/2026/NQ-HĐND@40');
    expect(await add('NQ15/2026-HĐND')).toMatchObject(refusal('document_number_is_taken'));
    const trail = await inProvince(officer, (tx) => documentTrail(tx, '40', id));
    expect(trail).toMatchObject([{ kind: 'law_document.added', by: officer.actor.name }]);
  });

  it.each([
    ['không phải số', {}, 'document_number_not_understood'],
    ['28/2018/TT-BTC', {}, 'document_is_national'],
    ['99/2026/NĐ-CP', {}, 'document_is_national'],
    ['16/2026/NQ-HĐND', { kind: 'decision' }, 'document_kind_does_not_fit'],
    ['16/2026/NQ-HĐND', { effectiveOn: '09/07/2026' }, 'document_effect_before_issue'],
    ['16/2026/NQ-HĐND', { expiredOn: '01/08/2026' }, 'document_expiry_before_effect'],
  ])('refuses %s %o', async (number, over, code) => {
    expect(await add(number, over)).toMatchObject(refusal(code));
  });

  it('is for the department and administrators, and each for the own province', async () => {
    for (const cx of [people.owner, people.centreOfficer])
      expect(await addLawDocument(cx, draft({ number: '17/2026/NQ-HĐND' }))).toMatchObject(
        refusal('not_permitted'),
      );
    const foreign = await findDocument(database.db, '42/2025/NQ-HĐND@08');
    const input = { from: localDate('2026-12-01'), by: null, reason: 'thử', seen: true as const };
    expect(await endLawDocument(officer, foreign!.id, input)).toMatchObject(refusal('not_permitted'));
    const national = await findDocument(database.db, '28/2018/TT-BTC');
    expect(await endLawDocument(officer, national!.id, input)).toMatchObject(refusal('not_permitted'));
  });
});

describe('ending a document', () => {
  const end = (id: string, over: object) =>
    endLawDocument(officer, id, {
      from: localDate('2026-08-01'),
      by: null,
      reason: 'HĐND tỉnh ban hành mức mới',
      seen: true,
      ...over,
    });

  it('names the successor, changes its state from that day on, and leaves the trace', async () => {
    const old = await findDocument(database.db, '32/2021/QĐ-UBND@40');
    expect(await end(old!.id, { by: '77/2026/NQ-HĐND' })).toMatchObject(refusal('document_not_in_library'));
    expect(await end(old!.id, { by: '32/2021 QĐ UBND' })).toMatchObject(
      refusal('document_relates_to_itself'),
    );
    expect(await end(old!.id, { from: localDate('2021-10-05') })).toMatchObject(
      refusal('document_expiry_before_effect'),
    );
    expectOk(await end(old!.id, { by: 'nq 15/2026 hđnd' }));
    expect(await end(old!.id, {})).toMatchObject(refusal('document_has_ended'));

    const library = await loadLibrary(database.db);
    const ended = library.documents.find((one) => one.id === old!.id)!;
    const relations = library.relationsOf(ended.code);
    expect(statusOn(ended, relations, localDate('2026-08-01'))).toMatchObject({
      status: 'replaced',
      by: { code: '15/2026/NQ-HĐND@40' },
    });
    const trail = await inProvince(officer, (tx) => documentTrail(tx, '40', ended.id));
    expect(trail[0]).toMatchObject({ kind: 'law_document.replaced', reason: 'HĐND tỉnh ban hành mức mới' });
  });

  it('survives a new version of the shipped file, and can be set right with a reason', async () => {
    await database.owner.query(`update law.reference_file set checksum = 'old'`);
    await loadLaw(database.owner);
    const ended = await findDocument(database.db, '32/2021/QĐ-UBND@40');
    expect(ended?.expiredOn).toBe('2026-08-01');
    const said = {
      issuer: ended!.issuer,
      titleVi: ended!.title.vi,
      titleEn: ended!.title.en,
      issuedOn: ended!.issuedOn,
      effectiveOn: ended!.effectiveOn,
      expiredOn: ended!.expiredOn,
      verification: ended!.verification,
      source: ended!.source!.vi,
      reason: 'Nghị quyết lùi ngày hiệu lực',
    };
    expect(await correctLawDocument(officer, ended!.id, said)).toMatchObject(refusal('nothing_changed'));
    expectOk(await correctLawDocument(officer, ended!.id, { ...said, expiredOn: localDate('2026-09-01') }));
    expect((await findDocument(database.db, ended!.code))?.expiredOn).toBe('2026-09-01');
  });

  it('of a national document is for administrators', async () => {
    const { id, code } = (await findDocument(database.db, '1288/QĐ-TTg'))!;
    const decree = (await findDocument(database.db, '40/2025/NĐ-CP'))!;
    expect(code).toBe('1288/QĐ-TTg');
    const input = { from: localDate('2026-12-01'), by: null, reason: 'thử', seen: true as const };
    expect(await endLawDocument(people.administrator, id, input)).toMatchObject(
      refusal('document_has_ended'),
    );
    expectOk(await endLawDocument(people.administrator, decree.id, input));
  });
});

describe('relations and articles', () => {
  it('are recorded once, taken back with a reason, and can come back', async () => {
    const { id, code } = expectOk(await add('20/2026/NQ-HĐND'));
    const based = { kind: 'based_on' as const, number: 'TT28-2018-BTC', since: null };
    expectOk(await relateLawDocuments(officer, id, based));
    expect(await relateLawDocuments(officer, id, based)).toMatchObject(refusal('document_relation_exists'));
    expect(await relateLawDocuments(officer, id, { ...based, number: '20/2026/NQ-HĐND' })).toMatchObject(
      refusal('document_relates_to_itself'),
    );
    const relation = { kind: 'based_on' as const, other: '28/2018/TT-BTC', reason: 'nhầm' };
    expectOk(await withdrawLawRelation(officer, id, relation));
    expect((await loadLibrary(database.db)).relationsOf(code)).toEqual([]);
    expectOk(await relateLawDocuments(officer, id, based));
  });

  it('have one row a place; a point needs its clause', async () => {
    const { id, code } = expectOk(await add('21/2026/NQ-HĐND'));
    const input = (over: FormFields) =>
      expectOk(
        readForm(articleForm, { article: '3', wordsVi: 'Mức hỗ trợ máy móc', checked: 'full_text', ...over }),
      );
    expectOk(await writeArticle(officer, id, input({})));
    expect(await writeArticle(officer, id, input({}))).toMatchObject(refusal('article_exists'));
    expect(await writeArticle(officer, id, input({ point: 'a' }))).toMatchObject(
      refusal('article_point_needs_clause'),
    );
    const [article] = await articlesOf(database.db, code);
    expectOk(await writeArticle(officer, id, input({ id: article!.id, clause: '2' })));
    expect(await articlesOf(database.db, code)).toMatchObject([{ article: '3', clause: '2' }]);
    expectOk(await withdrawLawArticle(officer, id, { id: article!.id, reason: 'ghi nhầm' }));
    expect(await articlesOf(database.db, code)).toEqual([]);
    expectOk(await writeArticle(officer, id, input({ clause: '2' })));
    expect(await articlesOf(database.db, code)).toHaveLength(1);
  });
});

it('keeps a file, finds its words without accents, and forgets them when it is withdrawn', async () => {
  const disk = openDisk(mkdtempSync(path.join(os.tmpdir(), 'kc-library-')));
  const { id, code } = expectOk(await add('22/2026/NQ-HĐND'));
  const upload = { name: 'nq22.docx', bytes: docx('Hỗ trợ làng nghề đan lát Quỳnh Lưu') };
  const { readable } = expectOk(await attachLawFile(officer, disk, id, { title: null, upload }));
  expect(readable).toBe(true);
  const [found] = await searchFiles(database.db, 'lang nghe dan lat');
  expect(found).toMatchObject({ documentCode: code, title: 'nq22.docx' });
  const [file] = await filesOf(database.db, code);
  expect(await fileById(database.db, file!.id)).toEqual(file);
  expect(await attachLawFile(people.owner, disk, id, { title: null, upload })).toMatchObject(
    refusal('not_permitted'),
  );
  expectOk(await withdrawLawFile(officer, id, { id: file!.id, reason: 'bản cũ' }));
  expect(await searchFiles(database.db, 'lang nghe dan lat')).toEqual([]);
  expect(await fileById(database.db, file!.id)).toBeUndefined();
});

/** The smallest Word file: a ZIP of two stored entries. */
function docx(text: string): Buffer {
  const files = [
    ['[Content_Types].xml', '<Types/>'],
    ['word/document.xml', `<w:document><w:body><w:p><w:t>${text}</w:t></w:p></w:body></w:document>`],
  ] as const;
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  for (const [path, content] of files) {
    const name = Buffer.from(path);
    const body = Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc32(body), 14);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(body.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(crc32(body), 16);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt32LE(body.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(Buffer.concat(locals).length, 42);
    locals.push(local, name, body);
    centrals.push(central, name);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(centrals).length, 12);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}
