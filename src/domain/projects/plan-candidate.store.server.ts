import { sql } from 'kysely';
import type { Dong } from '#kernel';
import type { Tx } from '#platform/server';
import type { ProcedureKind, State } from './project.transitions.ts';

/** A project on its way to a plan, with what its request and its appraisal say. */
export interface PlanCandidateRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: State;
  readonly procedure: ProcedureKind;
  readonly revision: number;
  readonly fiscalYear: number;
  readonly contentCode: string;
  /** These three are null for a group project. */
  readonly establishmentId: string | null;
  readonly taxCode: string | null;
  readonly communeCode: string | null;
  readonly establishmentName: string;
  readonly communeName: string;
  /** Of a group project: for how many units of count it asks. */
  readonly unitsForeseen: number | null;
  readonly asked: Dong;
  /** The ministry's where there is one, else the department's; null before appraisal. */
  readonly appraised: Dong | null;
  readonly totalCost: Dong;
  readonly eligibleCost: Dong;
  readonly othersPay: Dong;
  readonly technologyLine: boolean;
  readonly jobs: number;
  /** The last year of the timetable. */
  readonly worksUntil: number;
}

/** More than any province has had in a year; further ones are left for the next plan. */
const MOST_CANDIDATES = 1000;

const onTheirWay: readonly State[] = [
  'submitted',
  'supplement_requested',
  'screened',
  'appraisal_prepared',
  'appraised',
  'registered',
  'appraised_ministry',
];

/** Those of a procedure that ask for support in a year, or found no room in an earlier one; furthest on their way first. */
export async function planCandidateRows(
  tx: Tx,
  province: string,
  of: { readonly procedure: ProcedureKind; readonly year: number; readonly only?: string },
): Promise<readonly PlanCandidateRow[]> {
  const { rows } = await sql<PlanCandidateRow>`
    select p.id, p.number, p.title, p.state, p.procedure, p.revision, p.fiscal_year as "fiscalYear", p.content_code as "contentCode",
           p.establishment_id as "establishmentId", coalesce(e.name, u.name) as "establishmentName", e.tax_code as "taxCode",
           p.commune_code as "communeCode", coalesce(c.name, '') as "communeName", p.units_foreseen as "unitsForeseen", p.asked_support as asked,
           (a.data ->> 'support')::bigint as appraised, v.total_cost as "totalCost", v.eligible_cost as "eligibleCost",
           (select coalesce(sum((line ->> 'other')::bigint), 0)::bigint
              from jsonb_array_elements(v.request -> 'costLines') line) as "othersPay",
           v.technology_line as "technologyLine", coalesce((v.request -> 'results' ->> 'jobs')::int, 0) as jobs,
           coalesce((select max(left(task ->> 'until', 4))::int from jsonb_array_elements(v.request -> 'timetable') task),
                    p.fiscal_year) as "worksUntil"
      from projects.project p
      left join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
      left join people.unit u on u.province = p.province and u.id = p.implementing_unit
      left join territory.commune c on c.code = p.commune_code
      join projects.version v on v.province = p.province and v.project_id = p.id and v.no = p.version_no
      left join lateral (select x.data from projects.act x
                          where x.province = p.province and x.project_id = p.id
                            and x.event in ('prepare_appraisal', 'appraise_ministry')
                          order by x.seq desc limit 1) a on true
     where p.province = ${province} and p.state = any (${[...onTheirWay]}::text[])
       and (${of.only ?? null}::uuid is null or p.id = ${of.only ?? null}::uuid)
       and p.procedure = ${of.procedure} and p.fiscal_year <= ${of.year}
     order by array_position(${[...onTheirWay]}::text[], p.state) desc, p.number
     limit ${MOST_CANDIDATES}`.execute(tx);
  return rows;
}
