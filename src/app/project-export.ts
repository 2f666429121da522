import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeCsvStream } from 'hucre/csv';
import { writeXlsxStream } from 'hucre/xlsx';
import { z } from 'zod';
import { formatDate, type Locale } from '#kernel';
import { baseLocale, overwriteGetLocale } from '#locale';
import { m } from '#messages';
import { roles } from '#people';
import { installedProvinces } from '#people/server';
import { inProvince, type Database } from '#platform/server';
import { filterFrom, keyFrom, states, type ListKey } from '#projects';
import {
  dropExportsBefore,
  EXPORT_JOB,
  exportOf,
  listProjects,
  markExport,
  type ListedProject,
  type ListPage,
  withoutRecused,
} from '#projects/server';
import { notify } from '#records/server';
import { procedureLabel, roleLabel, stateLabel } from '#text';
import type { Jobs, JobTools } from './job-tools.ts';

const PAGE = 1000;
const KEPT_MS = 24 * 60 * 60 * 1000;

export function exportFile(dataDir: string, id: string): string {
  return path.join(dataDir, 'exports', id);
}

/**
 * Writes lists to files, page by page of the list's own key: memory stays flat at 10^6 rows, and each
 * page is a short read of its own.
 */
export function exportJobs({ db, settings, clock }: JobTools): Jobs {
  const payload = z.object({ province: z.string(), accountId: z.string(), id: z.uuid() });
  return {
    tasks: {
      [EXPORT_JOB]: async (given) => writeExport(db, settings.dataDir, payload.parse(given), clock()),
      'projects.forget_exports': async () =>
        forget(db, settings.dataDir, new Date(clock().getTime() - KEPT_MS)),
    },
    timetable: [{ task: 'projects.forget_exports', match: '15 * * * *' }],
  };
}

async function writeExport(
  db: Database,
  dataDir: string,
  about: { province: string; accountId: string; id: string },
  now: Date,
) {
  const scope = { db, province: about.province, actor: { accountId: about.accountId } };
  const asked = await inProvince(scope, (tx) => exportOf(tx, about, about.id));
  if (!asked) return;
  const target = exportFile(dataDir, about.id);
  const half = `${target}.half`;
  await mkdir(path.dirname(target), { recursive: true });
  const progress = { done: 0 };
  try {
    const words = wordsIn(asked.locale);
    const rows = rowsOf(scope, about.id, asked.query, words, progress);
    const header = words.columns.map((c) => c.header);
    const bytes =
      asked.format === 'csv'
        ? writeCsvStream(rows, { headers: header, bom: true })
        : writeXlsxStream(rows, { name: words.sheet, columns: words.columns, freezePane: { rows: 1 } });
    await pipeline(Readable.fromWeb(bytes as never), createWriteStream(half));
    await rename(half, target);
    await inProvince(scope, async (tx) => {
      const done = { state: 'ready', rowsDone: progress.done, finishedAt: now } as const;
      await markExport(tx, about.province, about.id, done);
      await notify(
        tx,
        { province: about.province, now },
        {
          kind: 'export_ready',
          to: { account: about.accountId },
          subject: { kind: 'export', id: about.id },
          fills: { count: String(progress.done) },
          once: `export/${about.id}`,
        },
      );
    });
  } catch (error) {
    await rm(half, { force: true });
    await inProvince(scope, (tx) =>
      markExport(tx, about.province, about.id, { state: 'failed', rowsDone: progress.done }),
    );
    throw error;
  }
}

async function* rowsOf(
  scope: { db: Database; province: string; actor: { accountId: string } },
  id: string,
  query: string,
  words: Words,
  progress: { done: number },
) {
  const filter = filterFrom(new URLSearchParams(query));
  let after: ListKey | null = null;
  for (;;) {
    const from: ListKey | null = after;
    const page: ListPage = await inProvince(scope, async (tx) => {
      const listed = await listProjects(tx, scope, filter, { after: from, size: PAGE });
      const rows = await withoutRecused(tx, scope, listed.rows, ({ id: project }) => project);
      await markExport(tx, scope.province, id, { state: 'writing', rowsDone: progress.done });
      return { ...listed, rows };
    });
    for (const row of page.rows) yield cells(row, words);
    progress.done += page.rows.length;
    after = keyFrom(page.next);
    if (after === null) return;
  }
}

interface Words {
  readonly sheet: string;
  readonly columns: ReturnType<typeof columnsNow>;
  readonly states: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly procedures: ReadonlyMap<string, string>;
}

/** All words of a sheet at once: jobs in two languages run side by side, and the language is the process's. */
function wordsIn(locale: Locale): Words {
  overwriteGetLocale(() => locale);
  try {
    return {
      sheet: m.shell_nav_projects().slice(0, 31),
      columns: columnsNow(),
      states: new Map(states.map((s) => [s, stateLabel(s)])),
      roles: new Map(roles.map((r) => [r, roleLabel(r)])),
      procedures: new Map(['national', 'provincial'].map((p) => [p, procedureLabel(p)])),
    };
  } finally {
    overwriteGetLocale(() => baseLocale);
  }
}

function columnsNow() {
  return [
    { header: m.projects_number(), width: 14 },
    { header: m.projects_project(), width: 40 },
    { header: m.projects_establishment(), width: 34 },
    { header: m.projects_commune(), width: 18 },
    { header: m.projects_procedure(), width: 22 },
    { header: m.projects_year(), width: 8 },
    { header: m.projects_content(), width: 10 },
    { header: m.projects_state(), width: 22 },
    { header: m.projects_turn_column(), width: 22 },
    { header: m.projects_due(), width: 12 },
    { header: m.projects_asked_dong(), width: 18, numFmt: '#,##0' },
    { header: m.projects_planned_dong(), width: 18, numFmt: '#,##0' },
  ];
}

/** Amounts are numbers in a sheet: no support comes near 2^53 đồng. */
function cells(row: ListedProject, words: Words): (string | number | null)[] {
  return [
    guard(row.number),
    guard(row.title),
    guard(row.establishmentName),
    row.communeName,
    words.procedures.get(row.procedure) ?? row.procedure,
    row.fiscalYear,
    row.contentCode,
    words.states.get(row.state) ?? row.state,
    row.turnRole === null ? '' : (words.roles.get(row.turnRole) ?? row.turnRole),
    row.dueOn === null ? '' : formatDate(row.dueOn),
    Number(row.asked),
    row.planned === null ? null : Number(row.planned),
  ];
}

/** A text that a spreadsheet would run as a formula is made text. */
function guard(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

async function forget(db: Database, dataDir: string, before: Date): Promise<void> {
  for (const { province } of await installedProvinces(db)) {
    const gone = await inProvince({ db, province }, (tx) => dropExportsBefore(tx, province, before));
    for (const id of gone) await rm(exportFile(dataDir, id), { force: true });
  }
}
