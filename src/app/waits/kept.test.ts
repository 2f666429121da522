import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, expectOk, todayIn } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince } from '#platform/server';
import { readMarks } from '#projects/server';
import { closeDeadline, pauseDeadline, resumeDeadline, startDeadline } from '#records/server';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { loadForecast, loadForecastList } from './forecast-page.ts';
import { kept } from './kept.ts';
import { loadLead, loadLeadList } from './lead-page.ts';
import { loadWaitList, loadWaits, waitsOfDesks } from './waits-page.ts';

let database: TestDatabase;
let people: Cast;
let project: string;
/** A wait that the test begins and ends by hand, beside those of the projects. */
let wait: { readonly kind: 'project'; readonly id: string };

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const { owner, establishmentId } = await newWorkshop(people);
  project = await submitted(owner, establishmentId);
  const other = await newWorkshop(people);
  const id = await submitted(other.owner, other.establishmentId, { contentCode: 'MM-02' });
  wait = { kind: 'project', id };
});

const cx = () => people.centreOfficer;
const none = new URLSearchParams();

/** Everything the pages show. */
async function shown() {
  const narrowed = new URLSearchParams({ content: 'MM-02', procedure: 'provincial' });
  return {
    waits: await loadWaits(cx(), none, 'vi'),
    narrowed: await loadWaits(cx(), narrowed, 'en'),
    lead: await loadLead(cx(), none, 'vi'),
    forecast: await loadForecast(cx(), none, 'vi'),
    desk: await inProvince(cx(), async (tx) =>
      waitsOfDesks(tx, cx().province, await readMarks(tx, cx().province), todayIn(cx().now)),
    ),
    list: await loadWaitList(cx(), narrowed),
    leadList: await loadLeadList(cx(), new URLSearchParams({ outcome: 'running' })),
    forecastList: await loadForecastList(cx(), none),
  };
}
const text = (value: unknown) =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));

/** What is shown now, and the same reckoned by a process that has kept nothing. */
async function expectFresh() {
  const now = text(await shown());
  kept.forget();
  expect(now).toBe(text(await shown()));
  return now;
}

const noon = (day: number) => new Date(cx().now.getTime() + day * 86_400_000);
const byHand = (sql: string) => () =>
  database.super.query(`begin; set local kc.province = '${cx().province}'; ${sql}; commit`);
const clock = (
  work: (
    tx: Parameters<Parameters<typeof inProvince>[1]>[0],
    calendar: Awaited<ReturnType<typeof workingCalendarOn>>,
  ) => Promise<unknown>,
) => inProvince(cx(), async (tx) => work(tx, await workingCalendarOn(tx)));
const day = (n: number) => addDays(todayIn(cx().now), n);

/** Each changes something of what is shown; those by hand as any other process on the database would. */
const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'a project is submitted',
    async () => {
      const { owner, establishmentId } = await newWorkshop(people);
      await submitted(owner, establishmentId);
    },
  ],
  ['a dossier is accepted', async () => expectOk(await act(cx(), project, 'accept_dossier'))],
  ['a clock is stopped', () => clock((tx, days) => pauseDeadline(tx, cx().province, wait, day(0), days))],
  ['it goes on', () => clock((tx, days) => resumeDeadline(tx, cx().province, wait, day(0), days))],
  ['a wait ends', () => clock((tx, days) => closeDeadline(tx, cx().province, wait, noon(0), days))],
  [
    'another begins',
    () =>
      clock((tx, days) => {
        const begun = { step: 'prepare_appraisal', ownerRole: 'centre_officer', days: 5, startedOn: day(0) };
        return startDeadline(tx, cx().province, { subject: wait, ...begun }, days);
      }),
  ],
  [
    'a project gets another content',
    byHand(`update projects.project set content_code = 'MH-01' where content_code = 'MM-02'`),
  ],
  [
    'a wait is moved past the application',
    byHand(`update records.deadline set due_on = due_on - 400 where closed_at is null`),
  ],
  ['a content gets another name', byHand(`update law.content set name_vi = name_vi || '!'`)],
  [
    'holidays are published',
    byHand(
      `insert into law.holiday (day, kind, name_vi, name_en, verification) select d::date, 'off', 'x', 'x', 'memory'
         from generate_series(date '2026-01-01', date '2027-12-31', '1 day') d on conflict do nothing`,
    ),
  ],
  [
    'a desk gets other days',
    byHand(`update law.procedure_step set working_days = working_days + 3 where working_days is not null`),
  ],
  ['counts are put right by hand', byHand(`update records.open_wait_count set due = due + 1`)],
  ['counts of legs are put right by hand', byHand(`update projects.running_leg_count set n = n + 1`)],
  [
    'all is counted anew',
    byHand(
      `select records.recount_waits(province), projects.recount_legs(province) from people.installation`,
    ),
  ],
  ['counts are emptied', byHand('truncate records.open_wait_count')],
];

describe('what the pages on time keep in memory', () => {
  it('is what a process that kept nothing would show, after every kind of change, also by another process', async () => {
    let before = await expectFresh();
    for (const [what, change] of changes) {
      await change();
      const now = await expectFresh();
      expect(now, `shown when ${what}`).not.toBe(before);
      before = now;
    }
  });

  it('is read once: as long as nothing changes, the same is shown again', async () => {
    const first = await shown();
    const again = await shown();
    for (const page of ['waits', 'narrowed', 'forecast', 'desk'] as const)
      expect(again[page], page).toBe(first[page]);
    expect(again.lead.legs).toBe(first.lead.legs); // needs without a request stand beside them, counted each time
  });

  it('knows nothing of a change that is not committed, nor of one taken back, and of a committed one at once', async () => {
    const before = await expectFresh();
    const other = await database.super.connect();
    const change = `update projects.running_leg_count set n = n + 7`;
    await other.query(`begin; ${change}`);
    expect(text(await shown())).toBe(before);
    await other.query('rollback');
    expect(text(await shown())).toBe(before);
    await other.query(`begin; ${change}`);
    expect(text(await shown())).toBe(before);
    await other.query('commit');
    other.release();
    expect(text(await shown())).not.toBe(before);
    await expectFresh();
  });

  it('is not shared between provinces, filters, languages and days', async () => {
    const { waits } = await shown();
    expect(await loadWaits(cx(), none, 'en')).not.toBe(waits);
    expect(await loadWaits({ ...cx(), now: noon(1) }, none, 'vi')).not.toBe(waits);
    expect((await loadWaits({ ...cx(), province: '38' }, none, 'vi')).totals.open).toBe(0);
  });
});
