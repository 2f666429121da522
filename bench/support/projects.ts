import type pg from 'pg';
import { CAST_PROVINCE, makeCast, type Cast } from '#app/demo/cast.ts';
import { expectOk } from '#kernel';
import { installSampleNorms } from '#law/server';
import { loadHistory } from '#reporting/server';
import type { BenchDatabase } from './database.ts';

export const PROVINCE = CAST_PROVINCE;

/** The sample province's people, norms and published figures, without its projects. */
export async function makeProvince({ db, owner }: BenchDatabase): Promise<Cast> {
  const now = new Date();
  const people = await makeCast(db, { now, sample: true });
  await installSampleNorms(owner, PROVINCE);
  expectOk(await loadHistory({ db, province: PROVINCE, actor: null, now }));
  return people;
}

/**
 * Brings the sample province to `total` projects, written straight into the tables: through the use cases
 * 10^5 of them would take an hour. Their numbers begin at 20000. Spread as a province's twenty years are: most closed, some hundred
 * under way in every state, names of real length, all communes, four projects an establishment. To
 * measure the desk at its worst, every project has an open wait.
 */
export async function growProjectsTo(database: BenchDatabase, total: number): Promise<void> {
  const client = await database.owner.connect();
  try {
    await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
    await client.query('begin');
    const already = await client.query<{ n: number }>(
      `select count(*)::int as n from projects.project where number like 'KC-____-2____'`,
    );
    const from = already.rows[0]?.n ?? 0;
    await addEstablishments(client, Math.ceil(from / 4) + 1, Math.ceil(total / 4));
    await addProjects(client, from + 1, total);
    await addWaits(client);
    await client.query('commit');
    // Without the statistics of what was just written, the planner works on a guess. In life autovacuum does this.
    await client.query('vacuum (analyze) projects.project, establishments.establishment, records.deadline');
  } finally {
    client.release();
  }
}

async function addEstablishments(client: pg.PoolClient, from: number, until: number): Promise<void> {
  const rows = `
    select i, md5('unit ' || i)::uuid as unit_id, md5('establishment ' || i)::uuid as id,
           (array['Công ty TNHH', 'Hợp tác xã', 'Cơ sở sản xuất', 'Công ty cổ phần', 'Hộ kinh doanh'])[1 + i % 5] || ' ' ||
           (array['Chế biến gỗ', 'Mây tre đan', 'Đá mỹ nghệ', 'Nước mắm', 'Chè xanh', 'Cơ khí', 'Dệt thổ cẩm', 'Bún phở khô', 'Gạch không nung', 'Tương Nam Đàn', 'Dược liệu', 'May mặc'])[1 + i / 5 % 12] || ' ' ||
           (array['Hoàng Mai', 'Thành Công', 'Phủ Quỳ', 'Lam Giang', 'Đại Huệ', 'Sông Hiếu', 'Trường Sơn', 'Cửa Lò', 'Pù Mát', 'Bến Thủy', 'Hồng Lĩnh'])[1 + i / 60 % 11] ||
           case when i > 660 then ' ' || (i / 660)::text else '' end as name,
           (select array_agg(code order by code) from territory.commune where province_code = '${PROVINCE}') as communes
      from generate_series($1::int, $2::int) i`;
  await client.query(
    `insert into people.unit (province, id, kind, name, valid_from, created_at)
     select '${PROVINCE}', unit_id, 'establishment', name, '2010-01-01', '2010-01-01' from (${rows}) r`,
    [from, until],
  );
  await client.query(
    `insert into establishments.establishment
       (province, id, unit_id, name, legal_form, tax_code, commune_code, sector, employees, representative, phone, created_at, created_by, updated_at)
     select '${PROVINCE}', id, unit_id, name, (select min(code) from law.legal_form), '49' || lpad(i::text, 8, '0'),
            communes[1 + i * 7 % cardinality(communes)], (select min(code) from law.sector), 5 + i % 60, 'Nguyễn Văn An', '0912345678',
            '2010-01-01', (${anybody}), '2010-01-01'
       from (${rows}) r`,
    [from, until],
  );
}

const anybody = `select min(id::text)::uuid from people.account`;

/** The states of a province's dossiers: six in ten are closed, the rest under way. */
const STATES = `array['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'submitted', 'screened', 'appraisal_prepared',
  'appraised', 'planned', 'estimate_submitted', 'estimated', 'contracted', 'accepted', 'paid', 'settlement_submitted', 'settled', 'rejected', 'withdrawn']`;

async function addProjects(client: pg.PoolClient, from: number, until: number): Promise<void> {
  await client.query(
    `insert into projects.project
       (province, id, number, fiscal_year, procedure, establishment_id, commune_code, content_code, title, state, state_since,
        revision, version_no, asked_support, total_cost, turn_role, due_on, created_by, created_at, search)
     select '${PROVINCE}', md5('project ' || i)::uuid, number, year, case when i % 6 = 0 then 'national' else 'provincial' end,
            e.id, e.commune_code, contents[1 + i * 13 % cardinality(contents)], title, state,
            make_timestamptz(year, 1 + i % 11, 1 + i % 28, 8, i % 60, 0, 'Asia/Ho_Chi_Minh') + i * interval '1 millisecond',
            3, 1, (50 + i * 37 % 450) * 1000000::bigint, (120 + i * 37 % 1450) * 1000000::bigint,
            case when open then 'centre_officer' end, case when open then date '2026-09-01' + i * 31 % 150 end,
            (${anybody}), make_timestamptz(year, 1, 5, 8, 0, 0, 'Asia/Ho_Chi_Minh'),
            ' ' || platform.fold(concat_ws(' · ', number, title, e.name, c.name, e.tax_code))
       from (select i, 2006 + i % 20 as year, 'KC-' || (2006 + i % 20) || '-' || (20000 + i / 20) as number,
                    (array['Hỗ trợ máy móc tiên tiến', 'Xây dựng mô hình trình diễn', 'Đầu tư máy cắt CNC', 'Đổi mới dây chuyền', 'Đào tạo nghề'])[1 + i % 5] || ' ' ||
                    (array['sản xuất đồ gỗ', 'chế biến nông sản', 'sấy chè', 'ép dầu lạc', 'sản xuất gạch', 'may công nghiệp', 'chế tác đá', 'đan mây tre'])[1 + i / 5 % 8] ||
                    case when i % 997 = 0 then ' tinh dầu quế' else '' end as title,
                    (${STATES})[1 + (i * 7 + i / 20) % 20] as state,
                    (${STATES})[1 + (i * 7 + i / 20) % 20] not in ('closed', 'rejected', 'withdrawn') as open,
                    (select array_agg(code order by code) from law.content) as contents
               from generate_series($1::int, $2::int) i) r
       join establishments.establishment e on e.province = '${PROVINCE}' and e.id = md5('establishment ' || (i + 3) / 4)::uuid
       join territory.commune c on c.code = e.commune_code`,
    [from, until],
  );
}

const ROLES = `array['centre_officer', 'department_specialist', 'department_leader', 'provincial_approver', 'finance_officer', 'centre_accountant', 'centre_director']`;

async function addWaits(client: pg.PoolClient): Promise<void> {
  await writeWaits(client, () =>
    client.query(
      `insert into records.deadline (province, id, subject_kind, subject_id, step, owner_role, started_on, due_on, days,
         counted_from, counted_days, procedure, content)
       select province, id, 'project', id, 'accept_dossier', (${ROLES})[1 + asked_support / 1000000 % 7], begun.day,
              coalesce(due_on, date '2026-12-01'), 10, begun.day, 10, procedure, content_code
         from projects.project p
         cross join lateral (select date '2026-11-01' - (asked_support / 1000000 % 90)::int as day) begun
        where p.state <> 'draft' and not exists (select from records.deadline d where d.subject_id = p.id)`,
    ),
  );
}

/** Writes waits past the trigger, which is made for the few of one act, and counts all anew. */
export async function writeWaits(client: pg.PoolClient, write: () => Promise<unknown>): Promise<void> {
  await client.query('set constraints all immediate');
  await client.query('alter table records.deadline disable trigger user');
  await write();
  await client.query('alter table records.deadline enable trigger user');
  await client.query('select records.recount_waits($1)', [PROVINCE]);
}

/**
 * Gives the projects their submitted requests, of some kB each as in life: for the most part words, then six lines
 * of cost with three or four that count.
 */
export async function addRequests({ owner }: BenchDatabase): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
    await client.query(
      `insert into projects.version (province, project_id, no, request, evaluation, hash, submitted_by, submitted_at)
       select p.province, p.id, 1,
              jsonb_build_object(
                'title', p.title, 'procedure', p.procedure, 'contentCode', p.content_code, 'fiscalYear', p.fiscal_year,
                'necessity', repeat(md5(p.id::text) || ' máy cũ chạy từ lâu, hao nguyên liệu; ', 12),
                'objective', repeat(md5(p.number) || ' tăng năng suất, giảm bụi; ', 8),
                'technologyLine', p.total_cost % 3000000 = 0, 'asked', p.asked_support::text, 'machines', '[]'::jsonb,
                'costLines', (select jsonb_agg(jsonb_build_object(
                    'label', 'Máy và thiết bị số ' || n, 'unit', 'bộ', 'quantity', 1 + n % 3,
                    'unitPrice', (greatest(p.total_cost / 12, 1000000))::text, 'eligible', n < 5, 'other', '0'))
                  from generate_series(1, 6) n)),
              '{}', md5(p.id::text), p.created_by, p.created_at
         from projects.project p
        where p.state <> 'draft' and not exists (select from projects.version v where v.province = p.province and v.project_id = p.id)`,
    );
    await client.query('vacuum (analyze) projects.version');
  } finally {
    client.release();
  }
}
