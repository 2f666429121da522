import { findEstablishment } from '#establishments/server';
import { docTien, dong, formatDate, formatDong, localDate, type Dong, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Event } from '#projects';
import { changesOf } from '#projects/server';
import type { ProjectView } from '../project-view.ts';
import { planRowsOf, type PlanRow } from './plan-rows.store.ts';

/** All that papers of a project are written from. */
export interface PaperSource {
  readonly view: ProjectView;
  readonly establishment: {
    readonly representative: string;
    readonly phone: string;
    readonly address: string | null;
  } | null;
  /** Changes that were approved, newest first. */
  readonly changes: Awaited<ReturnType<typeof changesOf>>;
  /** The projects the same decision put into the plan. */
  readonly plan: readonly PlanRow[];
}

export async function paperSource(tx: Tx, cx: Context, view: ProjectView): Promise<PaperSource> {
  const { establishmentId, id } = view.project;
  const found = establishmentId === null ? undefined : await findEstablishment(tx, establishmentId);
  const changes = await changesOf(tx, cx.province, id);
  const decision = lastAct(view, 'approve_plan')?.data['decisionNumber'];
  return {
    view,
    establishment: found
      ? { representative: found.representative, phone: found.phone, address: found.address }
      : null,
    changes: changes.filter(({ state }) => state === 'approved'),
    plan: typeof decision === 'string' ? await planRowsOf(tx, cx.province, decision) : [],
  };
}

/** The latest act of a kind; the view tells the newest first. */
export function lastAct(view: ProjectView, event: Event) {
  const act = view.acts.find((one) => one.event === event);
  return act && { ...act, data: act.data as Readonly<Record<string, unknown>>, on: localDate(act.on_date) };
}

export const textIn = (data: Readonly<Record<string, unknown>>, name: string): string => {
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const dateIn = (data: Readonly<Record<string, unknown>>, name: string): string => {
  const text = textIn(data, name);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(localDate(text)) : text;
};

export const dongIn = (data: Readonly<Record<string, unknown>>, name: string): Dong | null => {
  const value = data[name];
  return typeof value === 'bigint' || (typeof value === 'string' && /^-?\d+$/.test(value))
    ? dong(value)
    : null;
};

export const amount = (value: Dong | null | undefined): string =>
  value === null || value === undefined ? '' : formatDong(value, 'vi');

/** "Ba trăm triệu đồng". */
export const inWords = (value: Dong | null | undefined): string =>
  value === null || value === undefined ? '' : docTien(value, { capital: true });

/** A date in three parts, as decree 30/2020/NĐ-CP prints it: days and the first two months with a zero. */
export function dayParts(on: LocalDate) {
  const [nam, month, ngay] = on.split('-') as [string, string, string];
  return { ngay, thang: Number(month) > 2 ? String(Number(month)) : month, nam };
}
