import { sql } from 'kysely';
import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import type { SeveralWay } from '#law';
import { severalWayOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { projectFor, type Project } from '#projects/server';
import { provinceTitle, type Province } from '#territory';
import { provincesOn } from '#territory/server';
import { mayConsult } from '../consultation/consultation.ts';
import { consultationOf, type OpinionView } from '../consultation/read-consultations.server.ts';
import { mayNameProvinces, NAMED_IN } from './provinces.ts';

/** Why one of the other provinces keeps the project from being sent. */
export type Silent = 'not_asked' | 'no_answer' | 'objects';

export interface OtherProvince extends Pick<Province, 'code'> {
  readonly title: string;
  /** What stands of what was asked of it; null: nothing was. */
  readonly opinion: OpinionView | null;
  readonly silent: Silent | null;
}

export interface ProvincesOfProject {
  readonly project: Project;
  readonly own: string;
  /** Null: the procedure has no way for projects of several provinces. */
  readonly way: SeveralWay | null;
  readonly others: readonly OtherProvince[];
  /** All but its own, to choose from. */
  readonly known: readonly { readonly code: string; readonly title: string }[];
  readonly mayName: boolean;
  readonly mayAsk: boolean;
}

/** The other provinces of a project, and where each of them stands; for whoever sees the project. */
export async function readProvinces(cx: Context, projectId: string): Promise<Result<ProvincesOfProject>> {
  return inProvince(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId) : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    const today = todayIn(cx.now);
    const known = await provincesOn(tx, today);
    const opinions = (await consultationOf(tx, cx, projectId)).filter((o) => !o.withdrawn);
    const silent = await silentProvinces(tx, cx, projectId);
    const titleOf = (code: string) => {
      const found = known.find((p) => p.code === code);
      return found ? provinceTitle(found) : code;
    };
    return ok({
      project,
      own: titleOf(cx.province),
      way: (await severalWayOn(tx, project.procedure, today)) ?? null,
      others: project.otherProvinces.map((code) => ({
        ...{ code, title: titleOf(code) },
        opinion: opinions.find((o) => o.otherProvince === code) ?? null,
        silent: silent.get(code) ?? null,
      })),
      known: known
        .filter((p) => p.code !== cx.province)
        .map((p) => ({ code: p.code, title: provinceTitle(p) })),
      mayName: mayNameProvinces(cx.actor) && NAMED_IN.includes(project.state),
      mayAsk: mayConsult(cx.actor) && project.state === 'screened',
    });
  });
}

/** The same question the database asks when the project is sent. */
async function silentProvinces(tx: Tx, cx: Context, projectId: string): Promise<ReadonlyMap<string, Silent>> {
  const { rows } = await sql<{ code: string; kind: Silent }>`
    select code, kind from appraisal.silent_provinces(${cx.province}, ${projectId}::uuid, ${todayIn(cx.now)}::date)`.execute(
    tx,
  );
  return new Map(rows.map(({ code, kind }) => [code, kind]));
}
