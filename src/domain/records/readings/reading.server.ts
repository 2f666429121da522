import { sql } from 'kysely';
import { newId, ok, expectOk, refuse, type Result } from '#kernel';
import { hasRole } from '#people';
import type { Context } from '#people/server';
import { inProvince, transact, type Scope } from '#platform/server';
import type { documentOf } from '../document.store.server.ts';

/** Who opens a paper: somebody signed in, or whoever holds the link of a question put to an expert. */
export type Reader = { readonly actor: { readonly accountId: string } } | { readonly link: string };
type Paper = NonNullable<Awaited<ReturnType<typeof documentOf>>>;

/**
 * Writes down that a paper is opened, where its kind is sensitive, before a byte of it leaves: no reading without its
 * line. Answers whether it is, so that nobody's browser keeps a copy to open it from unseen.
 */
export async function noteReading(
  scope: Scope & { readonly now: Date },
  reader: Reader,
  paper: Paper,
): Promise<boolean> {
  const { file_hash: hash } = paper;
  if (hash === null) return false;
  return expectOk(
    await transact(scope, async (tx) => {
      const { rows } = await sql`
        insert into records.reading (province, id, at, reader_id, link_id, on_behalf_of, document_id, document_kind,
               file_hash, subject_kind, subject_id)
        select ${scope.province}, ${newId(scope.now.getTime())}::uuid, ${scope.now}::timestamptz,
               ${'actor' in reader ? reader.actor.accountId : null}::uuid, ${'link' in reader ? reader.link : null}::uuid,
               platform.on_behalf_of(), ${paper.id}::uuid, k.kind, ${hash}, ${paper.subject_kind}, ${paper.subject_id}::uuid
          from records.sensitive_kind k where k.kind = ${paper.kind}
        returning id`.execute(tx);
      return ok(rows.length > 0);
    }),
  );
}

export interface Reading {
  readonly id: string;
  readonly at: Date;
  /** Null: by a link, without an account. */
  readonly reader: string | null;
  readonly onBehalfOf: string | null;
  readonly documentId: string;
  readonly documentKind: string;
  readonly title: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly origin: Scope['origin'] | null;
  readonly sealed: boolean;
}

export interface ReadingFilter {
  /** Part of a reader's name. */
  readonly reader?: string | null;
  readonly document?: string | null;
  /** Days on Vietnam's calendar, both included. */
  readonly from?: string | null;
  readonly to?: string | null;
}

const maySeeReadings = (cx: Pick<Context, 'actor'>): boolean => hasRole(cx.actor, 'administrator', 'auditor');

/** A page of the register of readings, newest first; `not_found` for who does not look after it. */
export async function readings(
  cx: Context,
  filter: ReadingFilter,
  page: { readonly after: string | null; readonly size: number },
): Promise<Result<{ readonly readings: readonly Reading[]; readonly next: string | null }>> {
  if (!maySeeReadings(cx)) return refuse('not_found');
  const { reader = null, document = null, from = null, to = null } = filter;
  return inProvince(cx, async (tx) => {
    const { rows } = await sql<Reading>`
      select r.id, r.at, a.name as reader, b.name as "onBehalfOf", r.document_id as "documentId", r.document_kind as "documentKind", d.title,
             r.subject_kind as "subjectKind", r.subject_id as "subjectId", r.origin,
             exists (select from records.seal s where s.province = r.province and s.to_xid >= r.xid
                        and s.from_xid <= r.xid and r.id = any (s.entries)) as sealed
        from records.reading r
        join records.document d on d.province = r.province and d.id = r.document_id
        left join people.account a on a.province = r.province and a.id = r.reader_id
        left join people.account b on b.province = r.province and b.id = r.on_behalf_of
       where r.province = ${cx.province}
         and (${document}::uuid is null or r.document_id = ${document}::uuid)
         and (${from}::date is null or r.at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')
         and (${to}::date is null or r.at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
         and (${reader}::text is null or r.reader_id in (
           select x.id from people.account x
            where x.province = ${cx.province} and platform.fold(x.name) like '%' || platform.fold(${reader}) || '%'))
         and (${page.after}::uuid is null or (r.at, r.id) < (
           select x.at, x.id from records.reading x where x.province = ${cx.province} and x.id = ${page.after}::uuid))
       order by r.at desc, r.id desc limit ${page.size + 1}`.execute(tx);
    const shown = rows.slice(0, page.size);
    return ok({ readings: shown, next: rows.length > page.size ? (shown.at(-1)?.id ?? null) : null });
  });
}
