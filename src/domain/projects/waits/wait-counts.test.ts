import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { addDays, addWorkingDays, expectOk, localDate, type WorkingCalendar } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince, type Tx } from '#platform/server';
import { closeDeadline, startDeadline } from '#records/server';
import { draftOf, saveDraft, submitRequest } from '../index.server.ts';
import { waitingFor } from '../desk.store.server.ts';
import { keyFrom } from '../project-list.ts';
import { deskWaits, endedWaits, openWaits } from './wait-counts.store.server.ts';
import { listWaits } from './wait-list.store.server.ts';
import { SOON_DAYS, type WaitListFilter } from './waits.ts';

let database: TestDatabase;
let people: Cast;
let project: string;
let calendar: WorkingCalendar;
const today = localDate('2026-03-20');
const days = () => ({ today, soonUntil: addWorkingDays(today, SOON_DAYS, calendar) });

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const { owner, establishmentId } = await newWorkshop(people);
  project = await submitted(owner, establishmentId);
  calendar = await within(workingCalendarOn);
});
/** Past the trigger, so the counts go with the waits. */
beforeEach(() =>
  database.super.query(
    `delete from records.deadline; commit; truncate records.open_wait_count, records.ended_wait_count`,
  ),
);

const within = <T>(work: (tx: Tx) => Promise<T>) => inProvince(people.centreOfficer, work);
const all: WaitListFilter = {
  ...{ year: 2026, procedure: null, content: null },
  ...{ kind: 'open', stage: null, step: null, role: null },
};

/** Waits of the centre that began on one day and took so many working days each. */
async function ended(taken: readonly number[]) {
  const { province } = people.centreOfficer;
  const subject = { kind: 'project', id: project };
  const startedOn = localDate('2026-03-02');
  for (const n of taken)
    await within(async (tx) => {
      const wait = { subject, step: 'accept_dossier', ownerRole: 'centre_officer', days: 3, startedOn };
      await startDeadline(tx, province, wait, calendar);
      await closeDeadline(
        tx,
        province,
        subject,
        new Date(`${addWorkingDays(startedOn, n, calendar)}T05:00:00Z`),
        calendar,
      );
    });
}

const figures = (filter: Partial<WaitListFilter> = {}) =>
  within((tx) => endedWaits(tx, people.centreOfficer.province, { ...all, ...filter }));

describe('the figures of a desk', () => {
  it('median and ninetieth are days that waits really took, the nearest rank', async () => {
    await ended([1, 1, 2, 2, 3, 3, 4, 5, 9, 20]);
    expect(await figures()).toEqual([
      {
        ...{ year: 2026, step: 'accept_dossier', role: 'centre_officer', ended: 10, late: 4, unknown: 0 },
        ...{ median: 3, ninetieth: 9, given: 3 },
      },
    ]);
    await ended([30]);
    expect(await figures()).toMatchObject([{ ended: 11, median: 3, ninetieth: 20 }]);
  });

  it('of one wait both are its days; what ended on the day it began took none', async () => {
    await ended([0]);
    expect(await figures()).toMatchObject([{ ended: 1, late: 0, median: 0, ninetieth: 0 }]);
  });

  it('a wait of which the days are not known is counted, said to be so, and in no median', async () => {
    await ended([2, 4]);
    await within((tx) =>
      tx.updateTable('records.deadline').set({ days_used: null }).where('days_used', '=', 4).execute(),
    );
    expect(await figures()).toMatchObject([{ ended: 2, unknown: 1, median: 2, ninetieth: 2 }]);
  });

  it('are of the year a wait ended in, its programme and its content', async () => {
    await ended([1, 2]);
    expect(await figures({ year: 2027 })).toMatchObject([{ year: 2026, ended: 2 }]);
    expect(await figures({ year: 2025 })).toEqual([]);
    expect(await figures({ procedure: 'provincial', content: 'MM-01' })).toMatchObject([{ ended: 2 }]);
    expect(await figures({ procedure: 'national' })).toEqual([]);
    expect(await figures({ content: 'MM-02' })).toEqual([]);
  });

  it('another province sees none of it, neither figures nor waits', async () => {
    await ended([1, 2]);
    const elsewhere = { db: database.db, province: '38' };
    const seen = await inProvince(elsewhere, async (tx) => [
      await endedWaits(tx, '40', all),
      await openWaits(tx, '40', all, days()),
      (await listWaits(tx, '40', { ...all, kind: 'ended' }, days(), { after: null, size: 10 })).rows,
      await deskWaits(tx, '40', today),
    ]);
    expect(seen).toEqual([[], [], [], []]);
    expect(people.centreOfficer.province).toBe('40');
  });

  it('a desk is paged by key, soonest first, without gap or double', async () => {
    for (let i = 0; i < 3; i++) {
      const { owner, establishmentId } = await newWorkshop(people);
      await submitted(owner, establishmentId);
    }
    const desk = (size: number, after: { value: string; id: string } | null) =>
      within((tx) => waitingFor(tx, '40', ['centre_officer', 'department_specialist'], size, null, after));
    const whole = await desk(10, null);
    expect(whole).toHaveLength(3);
    const seen: string[] = [];
    for (let last = whole[0]; last !== undefined;) {
      const [row] = await desk(1, seen.length === 0 ? null : { value: last.dueOn, id: last.id });
      if (row) seen.push(row.id);
      last = row;
    }
    expect(seen).toEqual(whole.map(({ id }) => id));
  });

  it('the list behind a figure is paged by key, newest first, without gap or double', async () => {
    await ended([1, 2, 2, 2, 3, 4, 5]);
    const seen: string[] = [];
    const taken: (number | null)[] = [];
    for (let after: string | null = null, turns = 0; turns < 9; turns++) {
      const page = await within((tx) =>
        listWaits(tx, '40', { ...all, kind: 'ended' }, days(), { after: keyFrom(after), size: 2 }),
      );
      seen.push(...page.rows.map((row) => row.id));
      taken.push(...page.rows.map((row) => row.daysUsed));
      after = page.next;
      if (after === null) break;
    }
    expect(taken).toEqual([5, 4, 3, 2, 2, 2, 1]);
    expect(new Set(seen).size).toBe(7);
  });
});

describe('a request on its way', () => {
  it('moves from desk to desk, and open figures follow it when a supplement changes its content', async () => {
    const workshop = await newWorkshop(people);
    const id = await submitted(workshop.owner, workshop.establishmentId);
    const open = (content: string | null) =>
      within((tx) => openWaits(tx, '40', { ...all, content }, { today, soonUntil: addDays(today, 7) }));
    const centre = { step: 'accept_dossier', role: 'centre_officer', open: 1 };
    expect(await open('MM-01')).toMatchObject([centre]);

    expectOk(await act(people.centreOfficer, id, 'request_supplement', { reason: 'Thiếu báo giá' }));
    expect(await open('MM-01')).toMatchObject([{ step: 'answer_supplement', open: 1 }]);
    const draft = (await within((tx) => draftOf(tx, '40', id)))!;
    const fields = { ...draft.fields, contentCode: 'MM-02' };
    const { revision } = expectOk(
      await saveDraft(workshop.owner, { projectId: id, fields, revision: draft.revision }),
    );
    expectOk(await submitRequest(workshop.owner, { projectId: id, draftRevision: revision }));
    expect(await open('MM-01')).toEqual([]);
    expect(await open('MM-02')).toMatchObject([centre]);
    expect(await within((tx) => deskWaits(tx, '40', today))).toMatchObject([
      { ownerRole: 'centre_officer', open: 1 },
    ]);
    expect(await figures({ content: 'MM-01' })).toMatchObject([{ step: 'answer_supplement', ended: 1 }]);

    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expect(await open(null)).toMatchObject([{ step: 'prepare_appraisal', open: 1 }]);
    expect(await figures({ content: 'MM-02' })).toMatchObject([
      { step: 'accept_dossier', role: 'centre_officer', ended: 1, late: 0 },
    ]);
  });
});
