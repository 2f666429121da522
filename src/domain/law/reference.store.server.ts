import type pg from 'pg';
import type { z } from 'zod';
import { addDays, localDate } from '#kernel';
import type { NormSetFile } from './norm-set-file.server.ts';
import {
  storedCitation,
  type advancesFile,
  type paperFormsFile,
  type contentsFile,
  type holidaysFile,
  type ProcedureFile,
} from './reference-file.server.ts';

/** Writes reference files into the law's tables, as the schema's owner. Rows of another origin stay. */

type Client = pg.ClientBase;

/** One statement for all rows: `table` filled from a JSON list whose members are named as the columns. */
export async function upsert(
  client: Client,
  table: string,
  keys: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const changed = columns.filter((c) => !keys.includes(c)).map((c) => `${c} = excluded.${c}`);
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1)
     on conflict (${keys.join(', ')}) do ${changed.length > 0 ? `update set ${changed.join(', ')}` : 'nothing'}`,
    [JSON.stringify(rows)],
  );
}

export async function writeContents(client: Client, contents: z.output<typeof contentsFile>): Promise<void> {
  const rows = contents.map((c, position) => ({
    code: c.code,
    group_number: c.group,
    name_vi: c.vi,
    name_en: c.en,
    position,
  }));
  await upsert(client, 'law.content', ['code'], rows);
}

/**
 * A set that was ended earlier in the database than the file knows keeps its earlier end. Where an office
 * published a set for days of this one, the office's stands and the file is passed over.
 */
export async function writeNormSet(client: Client, set: NormSetFile): Promise<void> {
  const { rows: published } = await client.query(
    `select from law.norm_set where published_at is not null and corrected_by is null and fund = $1
        and province is not distinct from $2 and id <> $3
        and daterange(valid_from, valid_until) && daterange($4, (select least(s.valid_until, $5) from law.norm_set s where s.id = $3
          union all select $5 where not exists (select from law.norm_set s where s.id = $3)))
     union all select from law.norm_set where id = $3 and (published_at is not null or corrected_by is not null)`,
    [set.fund, set.province ?? null, set.id, set.from, set.until ?? null],
  );
  if (published.length > 0) return;
  await client.query(
    `insert into law.norm_set (id, fund, province, valid_from, valid_until, document_code, priority_factor,
                               verification, sample, note_vi, note_en, vat)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (id) do update set
       valid_until = least(law.norm_set.valid_until, excluded.valid_until),
       document_code = excluded.document_code, priority_factor = excluded.priority_factor,
       verification = excluded.verification, note_vi = excluded.note_vi, note_en = excluded.note_en,
       vat = excluded.vat`,
    [
      set.id,
      set.fund,
      set.province ?? null,
      set.from,
      set.until ?? null,
      set.document,
      set.priorityFactor === undefined ? null : JSON.stringify(priorityFactorRow(set)),
      set.verification,
      set.sample,
      set.note?.vi ?? null,
      set.note?.en ?? null,
      set.vat ?? null,
    ],
  );
  const rows = normRows(set).map((norm) => ({ set_id: set.id, ...norm }));
  await upsert(client, 'law.norm', ['set_id', 'content_code'], rows);
}

/** As stored: the factor in basis points and where it stands; null where the set has none. */
export function priorityFactorRow(set: NormSetFile) {
  if (set.priorityFactor === undefined) return null;
  return { factor: set.priorityFactor.factor, citation: storedCitation(set.priorityFactor, set.document) };
}

/** The rows of law.norm for a set's file, without the set they belong to. */
export function normRows(set: NormSetFile) {
  return set.norms.map((n) => ({
    content_code: n.content,
    unit_of_count: n.unit,
    rule: n.rule,
    areas: n.areas ?? null,
    costs: n.costs ?? null,
    limits: n.limits.map(({ cite, ...limit }) => ({
      ...limit,
      citation: storedCitation(cite, set.document),
    })),
    citation: storedCitation(n.cite, set.document),
    verification: n.verification,
    note_vi: n.note?.vi ?? null,
    note_en: n.note?.en ?? null,
    examples: n.examples,
  }));
}

export async function writeProcedure(client: Client, procedure: ProcedureFile): Promise<void> {
  await client.query(
    `insert into law.procedure (id, kind, province, name_vi, name_en, valid_from, valid_until, document_code, verification)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set name_vi = excluded.name_vi, name_en = excluded.name_en,
       valid_until = least(law.procedure.valid_until, excluded.valid_until),
       document_code = excluded.document_code, verification = excluded.verification`,
    [
      procedure.id,
      procedure.kind,
      procedure.province ?? null,
      procedure.name.vi,
      procedure.name.en,
      procedure.from,
      procedure.until ?? null,
      procedure.document ?? null,
      procedure.verification,
    ],
  );
  await client.query('delete from law.procedure_step where procedure_id = $1', [procedure.id]);
  const rows = procedure.steps.map((s, index) => ({
    procedure_id: procedure.id,
    event: s.event,
    position: index + 1,
    stage_vi: s.stage.vi,
    stage_en: s.stage.en,
    roles: s.roles,
    owner_role: s.owner ?? null,
    working_days: s.days ?? null,
    other_than: s.otherThan,
    silence: s.silence,
    most_days: s.mostDays ?? null,
    set_by_province: s.setByProvince,
    citation: storedCitation(s.cite, procedure.document),
    verification: s.verification,
  }));
  await upsert(client, 'law.procedure_step', ['procedure_id', 'event'], rows);
}

export async function writeAdvances(client: Client, advances: z.output<typeof advancesFile>): Promise<void> {
  const rows = advances.map((a) => ({
    id: a.id,
    procedure_kind: a.procedure,
    valid_from: a.from,
    valid_until: a.until ?? null,
    contents: a.contents,
    percent_bp: a.percent,
    progress_bp: a.progress ?? null,
    progress_of: a.of ?? null,
    papers_vi: a.papers.map((p) => p.vi),
    papers_en: a.papers.map((p) => p.en),
    citation: storedCitation(a.cite, undefined),
    verification: a.verification,
  }));
  await upsert(client, 'law.advance_rule', ['id'], rows);
}

/** A year that an office published by its notice is that office's; the shipped days are for the others. */
export async function writeHolidays(client: Client, years: z.output<typeof holidaysFile>): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('law.calendar', 0))`);
  const published = await client.query<{ year: string }>(
    'select distinct year::text from law.calendar_publication',
  );
  const kept = new Set(published.rows.map(({ year }) => year));
  const shipped = Object.entries(years).filter(([year]) => !kept.has(year));
  const rows = shipped.flatMap(([year, days]) =>
    days.flatMap((d) =>
      daysOf(`${year}-${d.day}`, `${year}-${d.to ?? d.day}`).map((day) => ({
        day,
        kind: d.kind,
        name_vi: d.vi,
        name_en: d.en,
        verification: d.verification,
      })),
    ),
  );
  await upsert(client, 'law.holiday', ['day'], rows);
}

function daysOf(first: string, last: string): string[] {
  const days = [localDate(first)];
  while (days.at(-1)! < last) days.push(addDays(days.at(-1)!, 1));
  return days;
}

export async function writePaperForms(client: Client, forms: z.output<typeof paperFormsFile>): Promise<void> {
  const rows = forms.map((f, seq) => ({
    ...{ kind: f.kind, seq, series: f.series, title_vi: f.vi, title_en: f.en, form: f.form ?? null },
    citation: storedCitation(f.cite, undefined),
    verification: f.verification,
  }));
  await upsert(client, 'law.paper_form', ['kind'], rows);
}
