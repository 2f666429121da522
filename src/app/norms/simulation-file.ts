import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Locale } from '#kernel';
import { baseLocale, overwriteGetLocale } from '#locale';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { inProvince, type Scope } from '#platform/server';
import { changeOf, reasonOf, type SimulatedProject } from '#projects';
import { runSimulation, SIMULATION_JOB, takeUpSimulations } from '#projects/server';
import { normLabel, outcomeLabel, refusalSentence, sizeLabel } from '#text';
import type { Jobs, JobTools } from '../job-tools.ts';
import { csvLine } from '../table-file.ts';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const folderIn = (dataDir: string) => path.join(dataDir, 'simulations');

/** Every project of a simulation, one a line; kept a month, while the result itself stays with its draft. */
export const simulationFile = (dataDir: string, id: string) => path.join(folderIn(dataDir), `${id}.csv`);

/** Computes what was asked for, takes up what a killed worker left, and forgets old files. */
export function simulationJobs({ db, settings, clock }: JobTools): Jobs {
  const payload = z.object({ province: z.string(), id: z.uuid() });
  return {
    tasks: {
      [SIMULATION_JOB]: async (given) => {
        const { province, id } = payload.parse(given);
        await simulateToFile({ db, province }, settings.dataDir, id, clock);
      },
      'projects.take_up_simulations': async () => {
        for (const { province } of await installedProvinces(db))
          await inProvince({ db, province }, (tx) => takeUpSimulations(tx, province, clock()));
      },
      'projects.forget_simulation_files': () =>
        forget(folderIn(settings.dataDir), clock().getTime() - KEPT_MS),
    },
    timetable: [
      { task: 'projects.take_up_simulations', match: '* * * * *' },
      { task: 'projects.forget_simulation_files', match: '25 * * * *' },
    ],
  };
}

/** Runs a simulation and writes its projects to their file, which is there whole or not at all. */
export async function simulateToFile(
  scope: Scope,
  dataDir: string,
  id: string,
  clock: () => Date,
): Promise<void> {
  const target = simulationFile(dataDir, id);
  const half = `${target}.${randomUUID()}.half`;
  await mkdir(folderIn(dataDir), { recursive: true });
  const file = await open(half, 'w');
  try {
    await runSimulation(scope, id, {
      clock,
      begin: ({ locale }) => file.write(`\ufeff${csvLine(headIn(locale))}\r\n`),
      take: (projects, { locale }) =>
        file.write(projects.map((project) => `${csvLine(cells(project, locale))}\r\n`).join('')),
      finish: async () => {
        await file.sync();
        await rename(half, target);
      },
    });
  } finally {
    await file.close();
    await rm(half, { force: true });
  }
}

/** All words of the head at once: jobs in two languages run side by side, and the language is the process's. */
function headIn(locale: Locale): string[] {
  overwriteGetLocale(() => locale);
  try {
    return [
      m.projects_number(),
      m.projects_project(),
      m.projects_year(),
      m.norms_content(),
      m.norms_simulation_by_area(),
      m.norms_simulation_by_size(),
      m.norms_simulation_before_dong(),
      m.norms_simulation_after_dong(),
      m.norms_simulation_change_dong(),
      m.norms_simulation_outcome(),
      m.norms_simulation_reason(),
    ];
  } finally {
    overwriteGetLocale(() => baseLocale);
  }
}

function cells(project: SimulatedProject, locale: Locale): (string | number | bigint | null)[] {
  const { before, after } = project;
  const reason = reasonOf(after) ?? reasonOf(before);
  return [
    project.number,
    project.title,
    project.year,
    project.content,
    normLabel('area', project.area, locale),
    sizeLabel(project.size, locale),
    before.ok ? before.value : null,
    after.ok ? after.value : null,
    changeOf(project),
    outcomeLabel(project.outcome, locale),
    reason === null ? null : refusalSentence(reason, locale),
  ];
}

async function forget(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const known = await stat(file).catch(() => undefined);
    if (known !== undefined && known.mtimeMs < before) await rm(file, { force: true });
  }
}
