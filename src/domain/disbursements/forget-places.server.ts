import { sql } from 'kysely';
import { newId, todayIn } from '#kernel';
import { inProvince, type Scope } from '#platform/server';

const PAGE = 500;

/**
 * Forgets where and when photos were taken, and by which camera, once their project has been settled for as long as the
 * rule of retention says; pictures and minutes stay. Tells of each project how many. May be cut off and run again.
 */
export async function forgetPlaces(scope: Scope, now: Date): Promise<{ readonly photos: number }> {
  let photos = 0;
  for (;;) {
    const found = await inProvince(scope, async (tx) => {
      const { rows } = await sql<{ project_id: string; count: number }>`
        with rule as (select personal_days from records.retention_rule where valid_from <= ${todayIn(now)}::date
                       order by valid_from desc limit 1),
        page as (
          select f.id from disbursements.acceptance_photo f
            join projects.project p on p.province = f.province and p.id = f.project_id
           cross join rule
           where f.province = ${scope.province} and p.state in ('settled', 'closed', 'stopped')
             and p.state_since < ${now}::timestamptz - make_interval(days => rule.personal_days)
             and (f.taken_at is not null or f.latitude is not null or f.longitude is not null or f.camera is not null)
           order by f.id limit ${PAGE}),
        gone as (
          update disbursements.acceptance_photo f set taken_at = null, latitude = null, longitude = null, camera = null
           where f.province = ${scope.province} and f.id in (select id from page) returning f.project_id)
        select project_id, count(*)::int as count from gone group by project_id`.execute(tx);
      if (rows.length > 0)
        await tx
          .insertInto('records.forgotten')
          .values(
            rows.map((row) => ({
              ...{ province: scope.province, id: newId(now.getTime()), project_id: row.project_id },
              ...{ what: 'photo_place', count: row.count, forgotten_at: now },
            })),
          )
          .execute();
      return rows.reduce((sum, row) => sum + row.count, 0);
    });
    photos += found;
    if (found < PAGE) return { photos };
  }
}
