import { attached, requestFields, type Cast, type TestDatabase } from '#testing';
import {
  daysBetween,
  expectOk,
  localDate,
  newId,
  workingDaysBetween,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { readNeed } from '#programmes';
import { enterNeed, openRound } from '#programmes/server';
import { draftOf, requestNeed, saveDraft, submitRequest } from '../index.server.ts';
import type { Event } from '../project.transitions.ts';

/** A request that came from a need of an earlier day. */
export async function submittedFromNeed(
  people: Cast,
  owner: Context,
  establishmentId: string,
  neededOn: Date,
): Promise<string> {
  const { centreOfficer } = people;
  const within = <T>(work: (tx: Tx) => Promise<T>) => inProvince(centreOfficer, work);
  const before = { ...centreOfficer, now: neededOn };
  const round = { fiscalYear: 2026, name: 'Khảo sát', closesOn: localDate('2026-12-31'), note: null };
  const { id: roundId } = expectOk(await openRound(before, round));
  const fields = { name: 'Xưởng đá', commune: '17035', content: 'MM-01', procedure: 'provincial' };
  const more = { title: 'Máy cắt đá', machine: 'Máy cắt', quotation: 'Công ty A', cost: '600 triệu' };
  const { tax_code: taxCode } = await within((tx) =>
    tx
      .selectFrom('establishments.establishment')
      .select('tax_code')
      .where('id', '=', establishmentId)
      .executeTakeFirstOrThrow(),
  );
  const input = expectOk(readNeed({ ...fields, ...more, taxCode }));
  const need = expectOk(await enterNeed(before, { roundId, clientKey: newId(), input }));
  const { id } = expectOk(await requestNeed(centreOfficer, need.id));
  const quotation = await attached(owner, id, 'quotation');
  for (const item of ['commitment', 'business_registration']) await attached(owner, id, item);
  const { revision } = (await within((tx) => draftOf(tx, people.province, id)))!;
  const saved = { projectId: id, fields: { ...requestFields, 'machines.0.quotation': quotation }, revision };
  const draft = expectOk(await saveDraft(owner, saved));
  expectOk(await submitRequest(owner, { projectId: id, draftRevision: draft.revision }));
  return id;
}

/** From one act to another, or to none of them: what the legs should be, read off the acts. */
const spans = {
  whole: ['submit', ['pay_advance', 'pay'], []],
  screening: ['submit', ['accept_dossier'], []],
  appraisal: ['accept_dossier', ['conclude_appraisal'], []],
  plan: ['conclude_appraisal', ['approve_plan'], []],
  estimate: ['approve_plan', ['approve_estimate'], []],
  contract: ['approve_estimate', ['sign_contract'], []],
  first_payment: ['sign_contract', ['pay_advance', 'pay'], []],
  advance: ['sign_contract', ['pay_advance'], ['accept_works']],
  works: ['sign_contract', ['accept_works'], []],
  term: ['sign_contract', ['accept_works'], []],
  payment: ['accept_works', ['pay'], []],
  settlement: ['pay', ['approve_settlement'], []],
} as const satisfies Record<string, readonly [Event, readonly Event[], readonly Event[]]>;

interface Act {
  readonly project: string;
  readonly event: Event;
  readonly on: LocalDate;
  readonly ends: LocalDate | null;
}

/** The legs of all projects, worked out from their acts and needs alone. */
export async function legsOfActs(database: TestDatabase, calendar: WorkingCalendar) {
  const { rows } = await database.super.query<Act>(
    `select project_id as project, event, on_date::text as on, data ->> 'endsOn' as ends from projects.act order by project_id, seq`,
  );
  const { rows: needs } = await database.super.query<{ project: string; on: LocalDate }>(
    `select project_id as project, (created_at at time zone 'Asia/Ho_Chi_Minh')::date::text as on from programmes.need`,
  );
  return [...Map.groupBy(rows, ({ project }) => project)].flatMap(([project, acts]) => {
    const need = needs.find((row) => row.project === project);
    return Object.entries({ ...spans, ...(need && { need: ['submit', ['submit'], []] as const }) }).flatMap(
      ([leg, [from, to, without]]) => {
        const first = acts.find(({ event }) => event === from);
        if (!first) return [];
        const begun = need && (leg === 'whole' || leg === 'need') ? { ...first, on: need.on } : first;
        const later = leg === 'need' ? acts : acts.slice(acts.indexOf(first) + 1);
        const ends: readonly Event[] = [...to, ...without, 'reject', 'withdraw', 'stop'];
        const end = later.find(({ event }) => ends.includes(event));
        const counted = leg === 'term' ? begun.ends! : begun.on;
        return [
          {
            ...{ project, leg, cohort: 2026, started: begun.on, counted },
            ended: end?.on ?? null,
            reached: end ? (to as readonly Event[]).includes(end.event) : null,
            days: end ? daysBetween(counted, end.on) : null,
            working: end ? workingDaysBetween(begun.on, end.on, calendar) : null,
          },
        ];
      },
    );
  });
}
