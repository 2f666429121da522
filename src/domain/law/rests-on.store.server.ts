import { sql, type Kysely } from 'kysely';
import { localDate } from '#kernel';
import type { DB } from '#schema';
import type { Citation } from './citation.ts';
import { restingKinds, type Resting, type RestingKind } from './resting.ts';

/** Everything in the system that rests on a document: by it as a whole, or by one of its articles. */
export async function restingOn(db: Kysely<DB>, code: string): Promise<Resting[]> {
  const cites = sql`@> jsonb_build_object('document', ${code}::text)`;
  const { rows } = await sql<{
    kind: RestingKind;
    id: string;
    vi: string;
    en: string;
    province: string | null;
    from: string | null;
    until: string | null;
    place: Citation | null;
  }>`
    select 'norm_set' as kind, id, coalesce(note_vi, id) as vi, coalesce(note_en, id) as en, province,
           valid_from as from, valid_until as until, null::jsonb as place
      from law.norm_set where document_code = ${code}
    union all
    select distinct 'norm', s.id || ' ' || n.content_code, n.content_code || ' ' || c.name_vi,
           n.content_code || ' ' || c.name_en, s.province, s.valid_from, s.valid_until, cited
      from law.norm n
      join law.norm_set s on s.id = n.set_id
      join law.content c on c.code = n.content_code,
      lateral (select n.citation as cited union all
               select l -> 'citation' from jsonb_array_elements(n.limits) l) places
     where cited ${cites}
    union all
    select distinct 'eligibility', id, id, id, null, valid_from, valid_until, cited
      from law.eligibility_set,
      lateral (select jsonb_path_query(rules, '$.** ? (@.document == $code)', jsonb_build_object('code', ${code}::text))
               union all select null::jsonb where document_code = ${code}) places (cited)
    union all
    select 'sector', code, name_vi, name_en, null, valid_from, valid_until, citation
      from law.sector where citation ${cites}
    union all
    select 'enterprise_size', class, class, class, null, valid_from, valid_until, citation
      from law.enterprise_size where citation ${cites}
    union all
    select 'procedure', id, name_vi, name_en, province, valid_from, valid_until, null
      from law.procedure where document_code = ${code}
    union all
    select 'procedure_step', s.procedure_id || ' ' || s.event, s.stage_vi, s.stage_en, p.province, p.valid_from,
           p.valid_until, s.citation
      from law.procedure_step s join law.procedure p on p.id = s.procedure_id where s.citation ${cites}
    union all
    select 'advance_rule', id, trim_scale(percent_bp / 100.0)::text, trim_scale(percent_bp / 100.0)::text, null,
           valid_from, valid_until, citation
      from law.advance_rule where citation ${cites}
    union all
    select distinct 'dossier_item', code || ' ' || stage, label_vi, label_en, null,
           valid_from, valid_until, citation
      from law.dossier_item where citation ${cites}
    order by 1, 6 desc, 3
  `.execute(db);
  return rows
    .map((row) => ({
      kind: row.kind,
      id: row.id,
      name: { vi: row.vi, en: row.en },
      province: row.province,
      from: row.from === null ? null : localDate(row.from),
      until: row.until === null ? null : localDate(row.until),
      place: row.place,
    }))
    .toSorted((a, b) => restingKinds.indexOf(a.kind) - restingKinds.indexOf(b.kind));
}
