import { m } from '#messages';
import type { ActorSummary, Audience } from './actor-summary.ts';

export interface NavigationLink {
  readonly href: string;
  readonly label: string;
  /** The page being shown, or the nearest of these above it. */
  readonly current: boolean;
}

type Reader = 'applicant' | 'staff' | 'administrator';

interface Way {
  readonly href: string;
  readonly label: () => string;
  /** Who may go there; everyone in this frame when absent. */
  readonly for?: Reader;
}

const WAYS: Readonly<Record<Audience, readonly Way[]>> = {
  public: [
    { href: '/', label: m.shell_nav_home },
    { href: '/support', label: m.support_title },
    { href: '/norms', label: m.shell_nav_norms },
    { href: '/law', label: m.shell_nav_law },
    { href: '/history', label: m.shell_nav_history },
  ],
  applicant: [
    { href: '/my', label: m.shell_nav_my, for: 'applicant' },
    { href: '/my/establishment', label: m.shell_nav_my_establishment },
  ],
  staff: [
    { href: '/desk', label: m.shell_nav_desk, for: 'staff' },
    { href: '/desk/projects', label: m.shell_nav_projects, for: 'staff' },
    { href: '/desk/money', label: m.shell_nav_money, for: 'staff' },
    { href: '/desk/norms', label: m.shell_nav_norms, for: 'staff' },
    { href: '/desk/establishments', label: m.shell_nav_establishments, for: 'staff' },
    { href: '/law', label: m.shell_nav_law, for: 'staff' },
    { href: '/admin', label: m.shell_nav_admin, for: 'administrator' },
  ],
};

/** The links of the header, in order, for an audience and the person in front of it. */
export function navigationFor(
  audience: Audience,
  actor: ActorSummary | null,
  path: string,
): readonly NavigationLink[] {
  const ways = WAYS[audience].filter((way) => way.for === undefined || actor?.[way.for] === true);
  const nearest = ways
    .filter((way) => path === way.href || (way.href !== '/' && path.startsWith(`${way.href}/`)))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
  return ways.map((way) => ({ href: way.href, label: way.label(), current: way === nearest }));
}

/** Where this person's work begins; the home page for the public. */
export function workplaceOf(actor: ActorSummary | null): NavigationLink | undefined {
  if (actor?.staff) return { href: '/desk', label: m.shell_home_to_desk(), current: false };
  if (actor?.applicant) return { href: '/my', label: m.shell_nav_my(), current: false };
  if (actor?.administrator) return { href: '/admin', label: m.shell_nav_admin(), current: false };
  if (actor) return { href: '/my/establishment', label: m.shell_home_to_establishment(), current: false };
  return undefined;
}

/** The audience whose frame an error page takes. */
export function audienceOf(path: string, actor: ActorSummary | null): Audience {
  if (actor === null) return 'public';
  if (actor.staff && /^\/desk(\/|$)/.test(path)) return 'staff';
  if (actor.administrator && /^\/admin(\/|$)/.test(path)) return 'staff';
  if (/^\/my(\/|$)/.test(path)) return 'applicant';
  return 'public';
}
