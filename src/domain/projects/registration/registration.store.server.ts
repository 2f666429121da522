import { sql } from 'kysely';
import { todayIn, type Dong } from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Round } from '#programmes';
import { readyNeeds } from '#programmes/server';
import { communeTitle } from '#territory';
import { communesOf } from '#territory/server';
import type { ProcedureKind, State } from '../project.transitions.ts';
import type { RegistrationContent, RegistrationRow } from './registration.ts';

/** Sent, and not yet in a plan nor out of the way. */
const CANDIDATES: readonly State[] = [
  'submitted',
  'supplement_requested',
  'screened',
  'appraisal_prepared',
  'appraised',
  'registered',
  'appraised_ministry',
];

/** What may be registered for a round's year: requests that were sent, and ready needs that are none yet; all of them. */
export async function candidatesFor(
  tx: Tx,
  cx: Pick<Context, 'province' | 'now'>,
  round: Round,
  procedure: ProcedureKind,
): Promise<RegistrationRow[]> {
  const requests = await tx
    .selectFrom('projects.project as p')
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.commune_code',
      'p.content_code',
      'p.total_cost',
      'p.asked_support',
    ])
    .select(({ fn }) => fn.coalesce('e.name', 'u.name').$notNull().as('establishment'))
    .where('p.province', '=', cx.province)
    .where('p.fiscal_year', '=', round.fiscalYear)
    .where('p.procedure', '=', procedure)
    .where('p.state', 'in', [...CANDIDATES])
    .orderBy('p.number')
    .execute();
  const ready = await readyNeeds(tx, cx.province, round.id, procedure);
  // A need that became a request which nobody has sent yet still stands for itself.
  const begun = ready.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
  const drafts = await draftsAmong(tx, cx.province, begun);
  const needs = ready.filter(({ projectId }) => projectId === null || drafts.has(projectId));
  const contents = await loadContents(tx, cx.province);
  const places = [...requests.flatMap((p) => p.commune_code ?? []), ...needs.map((n) => n.commune)];
  const communes = await communesOf(tx, [...new Set(places)], todayIn(cx.now));
  const place = (code: string) => {
    const commune = communes.get(code);
    return commune ? communeTitle(commune) : code;
  };
  const content = (code: string) => ({ contentCode: code, content: contents.get(code)?.name.vi ?? code });
  const order = new Map([...contents.keys()].map((code, i) => [code, i]));
  return [
    ...requests.map((p): RegistrationRow => ({
      ...{ source: 'request', id: p.id, number: p.number, title: p.title, establishment: p.establishment },
      ...{
        commune: p.commune_code === null ? '' : place(p.commune_code),
        cost: p.total_cost as Dong,
        asked: p.asked_support as Dong,
      },
      ...content(p.content_code),
    })),
    ...needs.map((n): RegistrationRow => ({
      ...{ source: 'need', id: n.id, number: null, title: n.title, establishment: n.name },
      ...{ commune: place(n.commune), cost: n.cost ?? (0n as Dong), asked: n.asked ?? (0n as Dong) },
      ...content(n.contentCode),
    })),
  ].toSorted((a, b) => (order.get(a.contentCode) ?? -1) - (order.get(b.contentCode) ?? -1));
}

async function draftsAmong(tx: Tx, province: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('projects.project')
    .select('id')
    .where('province', '=', province)
    .where('id', 'in', [...ids])
    .where('state', '=', 'draft')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export interface Registration {
  readonly id: string;
  readonly roundId: string;
  readonly no: number;
  readonly hash: string;
  readonly madeAt: Date;
  readonly count: number;
  readonly cost: Dong;
  readonly asked: Dong;
  readonly content: RegistrationContent;
}

/** Makings of a round and programme, the newest first. */
export async function registrationsOf(
  tx: Tx,
  province: string,
  roundId: string,
  procedure: ProcedureKind,
): Promise<Omit<Registration, 'content'>[]> {
  const rows = await tx
    .selectFrom('projects.registration')
    .select(['id', 'round_id', 'no', 'hash', 'made_at', 'row_count', 'cost', 'asked'])
    .where('province', '=', province)
    .where('round_id', '=', roundId)
    .where('procedure', '=', procedure)
    .orderBy('no', 'desc')
    .limit(50)
    .execute();
  return rows.map(briefly);
}

export async function findRegistration(
  tx: Tx,
  province: string,
  id: string,
): Promise<Registration | undefined> {
  const row = await tx
    .selectFrom('projects.registration')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...briefly(row), content: contentFrom(row.content) };
}

/** The words of the last letter of the programme, to begin the next one with. */
export async function lastLetter(tx: Tx, province: string, procedure: ProcedureKind) {
  const row = await tx
    .selectFrom('projects.registration')
    .select('content')
    .where('province', '=', province)
    .where('procedure', '=', procedure)
    .orderBy('made_at', 'desc')
    .executeTakeFirst();
  return row && contentFrom(row.content).letter;
}

export async function insertRegistration(
  tx: Tx,
  cx: Context,
  made: Omit<Registration, 'madeAt' | 'content'> & {
    readonly procedure: ProcedureKind;
    readonly json: string;
  },
): Promise<void> {
  await tx
    .insertInto('projects.registration')
    .values({
      province: cx.province,
      id: made.id,
      round_id: made.roundId,
      procedure: made.procedure,
      no: made.no,
      content: made.json,
      row_count: made.count,
      cost: made.cost,
      asked: made.asked,
      hash: made.hash,
      made_by: cx.actor.accountId,
      made_at: cx.now,
    })
    .execute();
}

export async function nextNumber(
  tx: Tx,
  province: string,
  roundId: string,
  procedure: ProcedureKind,
): Promise<number> {
  const row = await tx
    .selectFrom('projects.registration')
    .select(sql<number>`coalesce(max(no), 0) + 1`.as('next'))
    .where('province', '=', province)
    .where('round_id', '=', roundId)
    .where('procedure', '=', procedure)
    .executeTakeFirstOrThrow();
  return Number(row.next);
}

interface Brief {
  id: string;
  round_id: string;
  no: number;
  hash: string;
  made_at: Date;
  row_count: number;
  cost: bigint;
  asked: bigint;
}
const briefly = (row: Brief) => ({
  id: row.id,
  roundId: row.round_id,
  no: row.no,
  hash: row.hash,
  madeAt: row.made_at,
  count: row.row_count,
  cost: row.cost as Dong,
  asked: row.asked as Dong,
});

/** Amounts travel as decimal texts in JSON. */
function contentFrom(json: unknown): RegistrationContent {
  const kept = json as RegistrationContent & { rows: readonly { cost: unknown; asked: unknown }[] };
  const rows = kept.rows.map((row) => ({
    ...row,
    cost: BigInt(row.cost) as Dong,
    asked: BigInt(row.asked) as Dong,
  }));
  return { ...kept, rows };
}
