import type { ProjectView } from '#app/project-view.ts';
import { formatDate, formatDong, type Locale } from '#kernel';
import { m } from '#messages';
import { doneLabel, roleLabel } from '#text';

/** What happened to a project, newest first: its acts, and what was given to its waits. */
export function timelineOf(view: Pick<ProjectView, 'acts' | 'extensions'>, locale: Locale) {
  const acted = view.acts.map((act) => ({
    key: act.id,
    at: act.at,
    title: doneLabel(act.event as never),
    text: [
      inPlace(act.actor_name, act.on_behalf_name),
      roleLabel(act.role),
      act.amount === null ? null : `${formatDong(act.amount as never, locale)} đồng`,
      act.asksFor.length === 0
        ? null
        : m.projects_supplement_items({
            items: act.asksFor
              .map(({ label, note }) => (note ? `${label[locale]} (${note})` : label[locale]))
              .join('; '),
          }),
      act.reason,
    ]
      .filter(Boolean)
      .join(' · '),
    documentId: act.document_id,
  }));
  const extended = view.extensions.map((one) => ({
    key: one.id,
    at: one.at,
    title: m.clocks_extended({ date: formatDate(one.to) }),
    text: [
      inPlace(one.givenBy, one.onBehalfOf),
      roleLabel(one.role),
      m.clocks_extended_by({ days: one.days, from: formatDate(one.from) }),
      one.reason,
    ].join(' · '),
    documentId: null,
  }));
  // Sorting is stable: acts of one moment stay in their order.
  return [...acted, ...extended].toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** Who did it, and in whose place. */
function inPlace(name: string, other: string | null): string {
  return other === null ? name : m.clocks_on_behalf({ name, other });
}
