import type { Role } from '#people';
import type { Citation, Verification } from './citation.ts';
import type { Procedure } from './procedure.ts';

/** How a project of several provinces goes: past the appraisal of a province, once the others have spoken. */
export interface SeveralWay {
  readonly citation: Citation | null;
  readonly verification: Verification;
  /** Who sends it to the ministry's level, on whose desk it waits, and for how many working days. */
  readonly roles: readonly Role[];
  readonly ownerRole: Role;
  readonly days: number;
  readonly deskVerification: Verification;
  /** Of each other province: an opinion, whatever it says, or that it agrees. */
  readonly asks: 'opinion' | 'agreement';
  readonly asksCitation: Citation | null;
  readonly asksVerification: Verification;
}

/** The procedure as such a project goes through it. */
export function forSeveral(procedure: Procedure, way: SeveralWay): Procedure {
  const steps = new Map(procedure.steps);
  steps.delete('prepare_appraisal');
  steps.delete('conclude_appraisal');
  const sending = steps.get('register_national');
  if (sending)
    steps.set('register_national', {
      ...sending,
      ...{ roles: way.roles, ownerRole: way.ownerRole, days: way.days, mostDays: null },
      ...{ citation: way.citation, verification: way.deskVerification },
    });
  return { ...procedure, steps };
}
