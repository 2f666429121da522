import { refuse, subtractDong, sumDong, type Dong, type Refusal } from '#kernel';
import type { PastSupport } from '../dossier/past-support.ts';
import type { State } from '../project.transitions.ts';

/** Who of the law's beneficiaries a group project is for, once it is planned. */
export interface Beneficiary {
  readonly id: string;
  readonly establishmentId: string;
  readonly establishmentName: string;
  readonly taxCode: string;
  readonly commune: string;
  readonly communeName: string;
  readonly eligibleCost: Dong;
  readonly amount: Dong;
  /** What the norms allowed it, on its own. */
  readonly permitted: Dong;
  readonly verified: boolean;
  readonly eligibility: 'eligible' | 'to_be_shown';
  readonly attachedBy: string;
  readonly attachedAt: Date;
  readonly detached: { readonly by: string; readonly at: Date; readonly reason: string } | null;
}

/** How much of a group project's units and money is taken. */
export interface GroupRoom {
  readonly units: number;
  readonly attached: number;
  /** Contracted, estimated or planned: what the project has by now. */
  readonly support: Dong;
  readonly given: Dong;
  readonly left: Dong;
}

interface GroupMoney {
  readonly unitsForeseen: number | null;
  readonly planned: Dong | null;
  readonly estimate: Dong | null;
  readonly contract: Dong | null;
}

export function roomIn(project: GroupMoney, beneficiaries: readonly Beneficiary[]): GroupRoom {
  const attached = beneficiaries.filter(({ detached }) => detached === null);
  const support = project.contract ?? project.estimate ?? project.planned ?? (0n as Dong);
  const given = sumDong(attached.map(({ amount }) => amount));
  return {
    ...{ units: project.unitsForeseen ?? 0, attached: attached.length },
    ...{ support, given, left: subtractDong(support, given) },
  };
}

/** From the plan until the works are accepted. */
export const attachableStates: readonly State[] = [
  'planned',
  'estimate_submitted',
  'estimated',
  'contracted',
  'advance_requested',
];

/** What stands against one more beneficiary with this amount, all of it. */
export function withoutRoom(room: GroupRoom, amount: Dong): Refusal[] {
  const found: Refusal[] = [];
  if (room.attached >= room.units)
    found.push(refuse('beneficiary_units_are_taken', { units: room.units }, 'taxCode').refusal);
  if (amount > room.left)
    found.push(refuse('beneficiary_passes_group', { amount, left: room.left }, 'amount').refusal);
  return found;
}

/** The same business in this project already, or supported elsewhere for the same content and year. */
export function supportedTwice(
  project: { readonly id: string; readonly contentCode: string; readonly fiscalYear: number },
  others: readonly PastSupport[],
): Refusal[] {
  return others.flatMap((other): Refusal[] => {
    if (other.projectId === project.id)
      return [refuse('beneficiary_is_attached', { name: other.establishmentName }, 'taxCode').refusal];
    const isGone = !other.granted && ['stopped', 'closed'].includes(other.state);
    if (isGone || other.content !== project.contentCode || other.fiscalYear !== project.fiscalYear) return [];
    const { number, fiscalYear: year, provinceName: province } = other;
    return [refuse('beneficiary_has_other_support', { number, year, province }, 'taxCode').refusal];
  });
}
