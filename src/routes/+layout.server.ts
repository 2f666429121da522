import { runtime } from '#app/runtime.ts';
import { formatDate, todayIn, type LocalDate } from '#kernel';
import { establishmentUnits, hasRole, staffRoles, type Actor } from '#people';
import type { Database } from '#platform/server';
import { unreadCount } from '#records/server';
import { provinceTitle } from '#territory';
import { provinceOf } from '#territory/server';
import { roleLabel } from '#text';
import type { ActorSummary, FrameData } from '#ui/shell/actor-summary.ts';
import type { LayoutServerLoad } from './$types.js';

/** What the frame of every page shows: who is here, in which language, real data or a sample. */
export const load: LayoutServerLoad = async ({ locals, request, url }): Promise<FrameData> => ({
  actor: locals.actor === null ? null : summaryOf(locals.actor),
  unread: await unreadOf(locals, request.method === 'POST', url.pathname),
  locale: locals.locale,
  demo: locals.sample,
  province: locals.province === null ? null : await titleOf(locals.db, locals.province, todayIn(locals.now)),
  source: runtime().settings.sourceUrl ?? '/source',
});

/**
 * Told with the session, and counted again after an act, which may have read some. Anew on each page, hence the path: Kit
 * keeps what it loaded for the frame as long as nothing it read changes.
 */
async function unreadOf({ db, actor, session }: App.Locals, acted: boolean, _path: string): Promise<number> {
  if (actor === null || session === null) return 0;
  return acted ? unreadCount(db, actor.province, actor.accountId) : session.unread;
}

function standingIn({ standsInFor }: Actor): ActorSummary['standsInFor'] {
  if (!standsInFor) return null;
  return {
    name: standsInFor.name,
    role: roleLabel(standsInFor.role),
    until: formatDate(standsInFor.lastDay),
  };
}

const officers = staffRoles.filter((role) => role !== 'administrator');

function summaryOf(actor: Actor): ActorSummary {
  return {
    name: actor.name,
    units: [...new Set(actor.memberships.map((membership) => membership.unitName))],
    staff: hasRole(actor, ...officers),
    applicant: establishmentUnits(actor).length > 0,
    administrator: hasRole(actor, 'administrator'),
    standsInFor: standingIn(actor),
  };
}

/** Names of provinces are asked for on every page and change on a day of the calendar: kept for that day. */
const titles = { on: '' as LocalDate | '', by: new Map<string, string | null>() };

async function titleOf(db: Database, code: string, on: LocalDate): Promise<string | null> {
  if (titles.on !== on) {
    titles.on = on;
    titles.by.clear();
  }
  const known = titles.by.get(code);
  if (known !== undefined) return known;
  const province = await provinceOf(db, code, on);
  const title = province === undefined ? null : provinceTitle(province);
  titles.by.set(code, title);
  return title;
}
