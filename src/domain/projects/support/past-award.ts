import { yearOf, type Dong, type LocalDate } from '#kernel';
import type { FindingStatus } from '#law';
import type { ProcedureKind, State } from '../project.transitions.ts';

/** Support that was granted to the same business, in any fund and province of this installation. All of it is public. */
export interface PastAward {
  readonly province: string;
  readonly provinceName: string;
  readonly number: string;
  readonly content: string;
  readonly fiscalYear: number;
  readonly procedure: ProcedureKind;
  readonly state: State;
  /** Settled, else contracted, estimated, planned. */
  readonly amount: Dong;
  /** Approval into the plan. */
  readonly on: LocalDate;
  readonly establishmentName: string;
}

/** A past award held against something that is wanted now. */
export interface PastFinding {
  readonly code: 'same_content_same_year' | 'same_content_under_way' | 'same_content_before';
  readonly status: FindingStatus;
  readonly award: PastAward;
}

const ended: readonly State[] = ['settled', 'closed', 'stopped'];

/**
 * What was had for the same content: in the same year it would be paid twice; a project still under way must be
 * shown to be for something else; what ended in another year stands in nobody's way but may count against a limit.
 */
export function judgePastAwards(
  content: string,
  on: LocalDate,
  awards: readonly PastAward[],
): readonly PastFinding[] {
  return awards
    .filter((award) => award.content === content && award.on <= on)
    .map((award): PastFinding => {
      if (award.fiscalYear === yearOf(on) || yearOf(award.on) === yearOf(on))
        return { code: 'same_content_same_year', status: 'failed', award };
      return ended.includes(award.state)
        ? { code: 'same_content_before', status: 'passed', award }
        : { code: 'same_content_under_way', status: 'to_be_shown', award };
    });
}
