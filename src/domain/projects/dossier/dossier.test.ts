import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  attached,
  cast,
  drafted,
  newWorkshop,
  submitted,
  testDatabase,
  validPapers,
  type Cast,
} from '#testing';
import { expectOk, type Refusal, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  actsOf,
  attachPaper,
  dossierPapers,
  projectFor,
  removePaper,
  saveDraft,
  startDraft,
  submitRequest,
  versionsOf,
} from '../index.server.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;

beforeAll(async () => {
  people = await cast((await testDatabase()).db);
});
beforeEach(async () => {
  ({ owner, establishmentId } = await newWorkshop(people));
});

const file = (name = 'a.pdf', hash = 'ab'.repeat(32)) =>
  ({ hash, size: 10, mediaType: 'application/pdf', fileName: name }) as const;
const send = (draft: { id: string; draftRevision: number }) =>
  submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision });
const papersOf = (id: string) => inProvince(owner, (tx) => dossierPapers(tx, owner.province, id));
const allOf = (result: Result<unknown>): Refusal[] =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])];

describe('the papers of a draft', () => {
  it('a request without its mandatory papers is refused, each paper beside its place, with all else that is wrong', async () => {
    const { id } = expectOk(await startDraft(owner, { establishmentId }));
    const { revision } = expectOk(
      await saveDraft(owner, {
        projectId: id,
        fields: { contentCode: 'MM-01', procedure: 'provincial' },
        revision: 1,
      }),
    );
    const found = allOf(await send({ id, draftRevision: revision }));
    const fields = found.map(({ code, field }) => `${code} ${field}`);
    expect(fields).toEqual(
      expect.arrayContaining([
        'field_is_empty title',
        'dossier_paper_is_missing papers.commitment',
        'dossier_paper_is_missing papers.quotation',
        'dossier_paper_is_missing papers.business_registration',
      ]),
    );
    expect(found.find(({ field }) => field === 'papers.quotation')?.params).toMatchObject({
      item: 'Báo giá máy móc thiết bị',
      itemEn: 'Quotation for the machinery',
    });
  });

  it('which papers are asked for depends on the content: a trademark needs no quotation for machines', async () => {
    const { id } = expectOk(await startDraft(owner, { establishmentId }));
    const { revision } = expectOk(
      await saveDraft(owner, {
        projectId: id,
        fields: { contentCode: 'NH-01', procedure: 'provincial' },
        revision: 1,
      }),
    );
    const fields = allOf(await send({ id, draftRevision: revision })).map(({ field }) => field);
    expect(fields).toContain('papers.commitment');
    expect(fields).not.toContain('papers.quotation');
  });

  it('a quotation taken out again is missing, and its machine says so; the version keeps what it was sent with', async () => {
    const draft = await drafted(owner, establishmentId);
    const [quotation] = (await papersOf(draft.id)).filter((paper) => paper.item === 'quotation');
    expectOk(await removePaper(owner, { projectId: draft.id, documentId: quotation!.document }));
    expect(allOf(await send(draft)).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['machines.0.quotation', 'papers.quotation']),
    );
    expect(await removePaper(owner, { projectId: draft.id, documentId: quotation!.document })).toMatchObject({
      refusal: { code: 'dossier_paper_is_gone' },
    });

    const whole = await drafted(owner, establishmentId, { title: 'Máy thứ hai' });
    expectOk(await send(whole));
    const [version] = await inProvince(owner, (tx) => versionsOf(tx, owner.province, whole.id));
    expect(version?.request.papers?.map(({ item }) => item).toSorted()).toEqual([
      'business_registration',
      'commitment',
      'quotation',
    ]);
    expect(version?.request.papers?.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true);
  });

  it('refuses an item no checklist knows, a stranger’s hand, and a dossier that is under examination', async () => {
    const draft = await drafted(owner, establishmentId);
    const put = (cx: Context, item: string) => attachPaper(cx, { projectId: draft.id, item, file: file() });
    expect(await put(owner, 'horoscope')).toMatchObject({ refusal: { code: 'dossier_item_is_unknown' } });
    expect(await put(people.secondOwner, 'photos')).toMatchObject({ refusal: { code: 'project_not_found' } });
    expectOk(await put(owner, 'photos'));
    expectOk(await send(draft));
    expect(await put(owner, 'photos')).toMatchObject({ refusal: { code: 'draft_is_closed' } });
    const [paper] = await papersOf(draft.id);
    expect(await removePaper(owner, { projectId: draft.id, documentId: paper!.document })).toMatchObject({
      refusal: { code: 'draft_is_closed' },
    });
  });

  it('takes sixty papers and no more', async () => {
    const draft = await drafted(owner, establishmentId);
    for (let i = 3; i < 60; i++) await attached(owner, draft.id, 'photos');
    expect(await attachPaper(owner, { projectId: draft.id, item: 'photos', file: file() })).toMatchObject({
      refusal: { code: 'dossier_has_too_many_papers', params: { most: 60 } },
    });
  });
});

describe('the conditions of a content', () => {
  it('used machinery, or answers that contradict each other, are refused beside their questions', async () => {
    const used = await drafted(owner, establishmentId, {
      'conditions.machinery_is_new': 'no',
      'conditions.machinery_beats_present.quality': 'on',
      'conditions.machinery_beats_present.none': 'on',
    });
    expect(allOf(await send(used)).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'condition_answers_contradict conditions.machinery_beats_present',
      'content_condition_is_not_met conditions.machinery_is_new',
    ]);
  });

  it('what was answered is kept with the version; unanswered conditions keep nobody from sending', async () => {
    const draft = await drafted(owner, establishmentId, {
      'conditions.machinery_is_new': 'yes',
      'conditions.machinery_beats_present.productivity': 'on',
      'conditions.machinery_beats_present.pollution': 'on',
      'conditions.of_another_content': 'yes',
    });
    expectOk(await send(draft));
    const [version] = await inProvince(owner, (tx) => versionsOf(tx, owner.province, draft.id));
    expect(version?.request.conditions).toEqual({
      machinery_is_new: ['yes'],
      machinery_beats_present: ['productivity', 'pollution'],
    });
    expectOk(await send(await drafted(owner, establishmentId, { title: 'Máy khác' })));
  });
});

describe('screening', () => {
  it('a dossier is accepted only when every item was looked at and every mandatory one holds', async () => {
    const draft = await drafted(owner, establishmentId);
    await attached(owner, draft.id, 'photos');
    expectOk(await send(draft));
    const blank = Object.fromEntries(Object.keys(validPapers).map((name) => [name, '']));
    const unseen = allOf(await act(people.centreOfficer, draft.id, 'accept_dossier', blank));
    expect(unseen.map(({ code, field }) => `${code} ${field}`).toSorted()).toEqual([
      'dossier_item_not_judged papers.business_registration.state',
      'dossier_item_not_judged papers.commitment.state',
      'dossier_item_not_judged papers.photos.state',
      'dossier_item_not_judged papers.quotation.state',
    ]);
    const wrong = { 'papers.photos.state': 'invalid', 'papers.quotation.state': 'invalid' };
    expect(allOf(await act(people.centreOfficer, draft.id, 'accept_dossier', wrong))).toMatchObject([
      { code: 'dossier_item_not_valid', field: 'papers.quotation.state' },
    ]);
    // A paper nobody had to give does not stand in the way.
    expectOk(
      await act(people.centreOfficer, draft.id, 'accept_dossier', { 'papers.photos.state': 'invalid' }),
    );
  });

  it('a supplement asks for items or says something, and what was valid stays so when it comes back unchanged', async () => {
    const draft = await drafted(owner, establishmentId);
    expectOk(await send(draft));
    const ask = (fields: Record<string, string>) =>
      act(people.centreOfficer, draft.id, 'request_supplement', { ...validPapers, ...fields });
    expect(await ask({})).toMatchObject({
      refusal: { code: 'supplement_asks_for_nothing', field: 'reason' },
    });
    expectOk(await ask({ 'papers.quotation.state': 'invalid', 'papers.quotation.note': 'Thiếu công suất' }));
    const acts = await inProvince(owner, (tx) => actsOf(tx, owner.province, draft.id));
    expect(acts.at(-1)?.data).toMatchObject({
      papers: { quotation: { state: 'invalid', note: 'Thiếu công suất' }, commitment: { state: 'valid' } },
    });
    expect((await inProvince(owner, (tx) => projectFor(tx, owner, draft.id)))?.state).toBe(
      'supplement_requested',
    );
  });
});

describe('double support', () => {
  it('the same content in the same year must be judged by the officer, with a reason', async () => {
    await submitted(owner, establishmentId);
    const second = await submitted(owner, establishmentId, {
      title: 'Máy thứ hai',
      'machines.0.name': 'Máy mài',
    });
    const refused = await act(people.centreOfficer, second, 'accept_dossier');
    expect(refused).toMatchObject({
      refusal: { code: 'duplicates_are_not_judged', field: 'duplicates', params: { count: 1 } },
    });
    expectOk(await act(people.centreOfficer, second, 'accept_dossier', { duplicates: 'Hai máy khác nhau.' }));
    const acts = await inProvince(owner, (tx) => actsOf(tx, owner.province, second));
    expect(acts.at(-1)?.data).toMatchObject({
      duplicates: 'Hai máy khác nhau.',
      signs: [{ code: 'same_content_same_year' }],
    });
  });

  it('the same quotation file in a stranger’s dossier is found', async () => {
    const stolen = file('Báo giá.pdf', 'cd'.repeat(32));
    const first = await drafted(owner, establishmentId);
    expectOk(await attachPaper(owner, { projectId: first.id, item: 'quotation', file: stolen }));
    expectOk(await send(first));
    ({ owner, establishmentId } = await newWorkshop(people));
    const second = await drafted(owner, establishmentId);
    expectOk(await attachPaper(owner, { projectId: second.id, item: 'quotation', file: stolen }));
    expectOk(await send(second));
    expect(await act(people.centreOfficer, second.id, 'accept_dossier')).toMatchObject({
      refusal: { code: 'duplicates_are_not_judged', params: { count: 1 } },
    });
  });
});
