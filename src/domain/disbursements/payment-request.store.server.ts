import { sql } from 'kysely';
import type { Dong } from '#kernel';
import type { TwoLanguages } from '#law';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { newId } from '#kernel';
import type { State } from '#projects';
import type { DoneStep, RequestKind, RequestState, RequestStep } from './payment-request.ts';

export interface PaymentRequest {
  readonly id: string;
  readonly projectId: string;
  readonly no: number;
  readonly kind: RequestKind;
  readonly amount: Dong;
  readonly progress: number | null;
  readonly interestPaid: Dong | null;
  readonly payee: string;
  readonly account: string;
  readonly bank: string;
  readonly note: string | null;
  readonly state: RequestState;
  readonly key: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly payAct: string | null;
}

const requests = (tx: Tx, province: string) =>
  tx
    .selectFrom('disbursements.payment_request as q')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'q.province').onRef('a.id', '=', 'q.asked_by'),
    )
    .selectAll('q')
    .select('a.name as asked_by_name')
    .where('q.province', '=', province);
type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number];

const requestOf = (r: Row): PaymentRequest => ({
  ...{ id: r.id, projectId: r.project_id, no: r.no, kind: r.kind as RequestKind, amount: r.amount as Dong },
  ...{ progress: r.progress, interestPaid: r.interest_paid as Dong | null, payee: r.payee, key: r.key },
  ...{ account: r.account, bank: r.bank, note: r.note, state: r.state as RequestState },
  ...{ askedBy: r.asked_by, askedByName: r.asked_by_name, askedAt: r.asked_at, payAct: r.pay_act },
});

/** Newest first. */
export async function requestsOf(tx: Tx, province: string, projectId: string): Promise<PaymentRequest[]> {
  const rows = await requests(tx, province)
    .where('q.project_id', '=', projectId)
    .orderBy('q.no', 'desc')
    .execute();
  return rows.map(requestOf);
}

export async function requestByKey(
  tx: Tx,
  province: string,
  key: string,
): Promise<PaymentRequest | undefined> {
  const row = await requests(tx, province).where('q.key', '=', key).executeTakeFirst();
  return row && requestOf(row);
}

/** One request; locked where it is to be moved on. */
export async function requestById(
  tx: Tx,
  province: string,
  id: string,
  { lock }: { lock: boolean },
): Promise<PaymentRequest | undefined> {
  const query = requests(tx, province).where('q.id', '=', id);
  const row = await (lock ? query.forUpdate('q') : query).executeTakeFirst();
  return row && requestOf(row);
}

export async function stepsOf(tx: Tx, province: string, requestId: string): Promise<DoneStep[]> {
  const rows = await tx
    .selectFrom('disbursements.request_step as s')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 's.province').onRef('a.id', '=', 's.done_by'),
    )
    .selectAll('s')
    .select('a.name as by_name')
    .where('s.province', '=', province)
    .where('s.request_id', '=', requestId)
    .orderBy('s.done_at')
    .orderBy('s.id')
    .execute();
  return rows.map((r) => ({
    ...{ step: r.step as RequestStep, role: r.role, reason: r.reason, by: r.done_by, byName: r.by_name },
    ...{ doneFor: r.done_for, at: r.done_at },
  }));
}

export interface RequestPaper {
  readonly code: string;
  readonly label: TwoLanguages;
  readonly documentId: string;
}

export async function papersOf(tx: Tx, province: string, requestId: string): Promise<RequestPaper[]> {
  const rows = await tx
    .selectFrom('disbursements.request_paper')
    .selectAll()
    .where('province', '=', province)
    .where('request_id', '=', requestId)
    .orderBy('code')
    .execute();
  return rows.map((r) => ({
    ...{ code: r.code, documentId: r.document_id, label: { vi: r.label_vi, en: r.label_en } },
  }));
}

export async function insertRequest(
  tx: Tx,
  cx: Context,
  one: Omit<PaymentRequest, 'no' | 'state' | 'askedBy' | 'askedByName' | 'askedAt' | 'payAct'>,
  papers: readonly RequestPaper[],
): Promise<number> {
  const last = await tx
    .selectFrom('disbursements.payment_request')
    .select((e) => e.fn.max('no').as('no'))
    .where('province', '=', cx.province)
    .where('project_id', '=', one.projectId)
    .executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  await tx
    .insertInto('disbursements.payment_request')
    .values({
      ...{ province: cx.province, id: one.id, project_id: one.projectId, no, kind: one.kind, key: one.key },
      ...{ amount: one.amount, progress: one.progress, interest_paid: one.interestPaid, note: one.note },
      ...{ payee: one.payee, account: one.account, bank: one.bank },
      ...{ asked_by: cx.actor.accountId, asked_at: cx.now, moved_at: cx.now },
    })
    .execute();
  if (papers.length > 0)
    await tx
      .insertInto('disbursements.request_paper')
      .values(
        papers.map(({ code, label, documentId }) => ({
          ...{ province: cx.province, request_id: one.id, code, document_id: documentId },
          ...{ label_vi: label.vi, label_en: label.en },
        })),
      )
      .execute();
  return no;
}

export async function insertStep(
  tx: Tx,
  cx: Context,
  done: {
    readonly requestId: string;
    readonly step: RequestStep;
    readonly role: string;
    readonly reason?: string | undefined;
  },
): Promise<void> {
  await tx
    .insertInto('disbursements.request_step')
    .values({
      ...{ province: cx.province, id: newId(cx.now.getTime()), request_id: done.requestId, step: done.step },
      ...{ role: done.role, reason: done.reason ?? null, done_by: cx.actor.accountId, done_at: cx.now },
      done_for: cx.actor.standsInFor?.accountId ?? null,
    })
    .execute();
}

export async function setRequestState(tx: Tx, cx: Context, id: string, state: RequestState): Promise<void> {
  await tx
    .updateTable('disbursements.payment_request')
    .set({ state, moved_at: cx.now })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}

export interface ListedRequest {
  readonly id: string;
  readonly no: number;
  readonly kind: RequestKind;
  readonly amount: Dong;
  readonly payee: string;
  readonly state: RequestState;
  readonly movedAt: Date;
  readonly projectId: string;
  readonly projectNumber: string | null;
  readonly projectTitle: string;
  readonly projectState: State;
}

/** Requests in some states, the longest waiting first, after a key. */
export async function listRequests(
  tx: Tx,
  province: string,
  ask: {
    readonly states: readonly RequestState[];
    readonly after: { readonly at: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<ListedRequest[]> {
  let query = tx
    .selectFrom('disbursements.payment_request as q')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'q.province').onRef('p.id', '=', 'q.project_id'),
    )
    .select(['q.id', 'q.no', 'q.kind', 'q.amount', 'q.payee', 'q.state', 'q.moved_at', 'q.project_id'])
    .select(['p.number', 'p.title', 'p.state as project_state'])
    .where('q.province', '=', province)
    .where('q.state', 'in', [...ask.states]);
  if (ask.after)
    query = query.where(sql<boolean>`(q.moved_at, q.id) > (${ask.after.at}, ${ask.after.id}::uuid)`);
  const rows = await query.orderBy('q.moved_at').orderBy('q.id').limit(ask.limit).execute();
  return rows.map((r) => ({
    ...{ id: r.id, no: r.no, kind: r.kind as RequestKind, amount: r.amount as Dong, payee: r.payee },
    ...{ state: r.state as RequestState, movedAt: r.moved_at, projectId: r.project_id },
    ...{ projectNumber: r.number, projectTitle: r.title, projectState: r.project_state as State },
  }));
}
