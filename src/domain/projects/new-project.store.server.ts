import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ProcedureKind } from './project.transitions.ts';

export interface NewProject {
  readonly id: string;
  /** Whose it is and where, or of a group project who carries it out and for how many. */
  readonly of:
    | { readonly establishmentId: string; readonly communeCode: string }
    | { readonly implementingUnit: string; readonly unitsForeseen: number };
  readonly procedure: ProcedureKind;
  readonly contentCode: string;
  readonly fiscalYear: number;
  readonly title: string;
}

export async function insertProject(tx: Tx, cx: Context, project: NewProject): Promise<void> {
  const { of } = project;
  await tx
    .insertInto('projects.project')
    .values({
      province: cx.province,
      id: project.id,
      fiscal_year: project.fiscalYear,
      procedure: project.procedure,
      ...('establishmentId' in of
        ? { establishment_id: of.establishmentId, commune_code: of.communeCode }
        : { kind: 'group', implementing_unit: of.implementingUnit, units_foreseen: of.unitsForeseen }),
      content_code: project.contentCode,
      title: project.title,
      state: 'draft',
      state_since: cx.now,
      created_by: cx.actor.accountId,
      created_at: cx.now,
    })
    .execute();
}
