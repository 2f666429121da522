import { sql } from 'kysely';
import type { Tx } from '#platform/server';
import type { AnswerInput } from './consultation.form.ts';
import type { Answer, Letter, Point, Verdict } from './consultation.ts';

export async function insertAnswer(
  tx: Tx,
  province: string,
  row: AnswerInput & {
    readonly opinionId: string;
    readonly no: number;
    readonly late: boolean;
    readonly counts: boolean;
    readonly at: Date;
    readonly by: string | null;
    readonly letter?: Letter;
  },
): Promise<void> {
  await tx
    .insertInto('appraisal.answer')
    .values({
      province,
      opinion_id: row.opinionId,
      no: row.no,
      verdict: row.verdict,
      note: row.note,
      answered_at: row.at,
      answered_by: row.by,
      late: row.late,
      counts: row.counts,
      letter_number: row.letter?.number ?? null,
      letter_on: row.letter?.writtenOn ?? null,
      letter_id: row.letter?.documentId ?? null,
    })
    .execute();
  if (row.points.length === 0) return;
  await tx
    .insertInto('appraisal.point')
    .values(
      row.points.map(({ said }, i) => ({
        ...{ province, opinion_id: row.opinionId, answer_no: row.no, no: i + 1, said },
      })),
    )
    .execute();
}

/** All answers to some opinions, the newest of each first. */
export async function answersTo(
  tx: Tx,
  province: string,
  opinionIds: readonly string[],
): Promise<readonly Answer[]> {
  if (opinionIds.length === 0) return [];
  const { rows } = await sql<Omit<Answer, 'verdict'> & { verdict: Verdict; points: Point[] }>`
    select x.opinion_id as "opinionId", x.no, x.verdict, x.note, x.answered_at as "answeredAt",
      a.name as "answeredByName", b.name as "answeredFor", x.late, x.counts,
      case when x.letter_number is not null then jsonb_build_object('number', x.letter_number,
        'writtenOn', x.letter_on, 'documentId', x.letter_id) end as letter,
      coalesce((select jsonb_agg(jsonb_build_object('no', p.no, 'said', p.said, 'resolution', p.resolution,
          'explanation', p.explanation) order by p.no)
        from appraisal.point p
       where p.province = x.province and p.opinion_id = x.opinion_id and p.answer_no = x.no), '[]') as points
    from appraisal.answer x
    left join people.account a on a.province = x.province and a.id = x.answered_by
    left join people.account b on b.province = x.province and b.id = x.on_behalf_of
    where x.province = ${province} and x.opinion_id = any(${[...opinionIds]}::uuid[])
    order by x.opinion_id, x.no desc`.execute(tx);
  return rows;
}

/** Answers false where there is no such point. */
export async function resolvePointRow(
  tx: Tx,
  province: string,
  key: { readonly opinionId: string; readonly answerNo: number; readonly no: number },
  said: {
    readonly resolution: string;
    readonly explanation: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const done = await tx
    .updateTable('appraisal.point')
    .set({
      resolution: said.resolution,
      explanation: said.explanation,
      resolved_by: said.by,
      resolved_at: said.at,
    })
    .where('province', '=', province)
    .where('opinion_id', '=', key.opinionId)
    .where('answer_no', '=', key.answerNo)
    .where('no', '=', key.no)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
