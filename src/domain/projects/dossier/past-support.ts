import { foldText, type Dong, type LocalDate, type RefusalParams } from '#kernel';
import type { Basis, Citation, EarlierSupport, FindingStatus } from '#law';
import { isVerified } from '#law';
import type { ProcedureKind, State } from '../project.transitions.ts';
import type { Machine } from '../request.ts';

/** A project of the same business, in any province and fund of this installation: what it had, or asks for. */
export interface PastSupport {
  readonly province: string;
  readonly provinceName: string;
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly content: string;
  readonly fiscalYear: number;
  readonly procedure: ProcedureKind;
  readonly state: State;
  /** In a plan or later, and neither stopped nor closed without support. */
  readonly granted: boolean;
  /** đồng: settled, else contracted, estimated, planned, else asked for. */
  readonly amount: Dong;
  /** Approval into the plan, else submission. */
  readonly on: LocalDate;
  /** When it was approved into the plan; null before that. */
  readonly grantedAt: Date | null;
  readonly establishmentName: string;
  readonly machines: readonly Pick<Machine, 'name' | 'origin' | 'year'>[];
}

/** The same quotation file in another project's dossier. */
export interface PaperElsewhere {
  readonly title: string;
  readonly province: string;
  readonly provinceName: string;
  readonly projectId: string;
  readonly number: string;
  /** Of the same business; another's name is for officers only. */
  readonly own: boolean;
  readonly establishmentName: string;
}

export type DuplicateCode =
  | 'no_other_support'
  | 'same_content_same_year'
  | 'same_content_under_way'
  | 'same_content_before'
  | 'same_machine'
  | 'same_quotation';

/** One sign of double support, or that there is none. */
export interface DuplicateFinding {
  readonly code: DuplicateCode;
  readonly status: FindingStatus;
  readonly params: RefusalParams;
  readonly citation: Citation | null;
  readonly verified: boolean;
  /** The project it speaks of; null where there is none. */
  readonly project: { readonly province: string; readonly id: string } | null;
}

/** What is asked for, as far as double support is concerned. */
export interface AskedFor {
  readonly content: string;
  readonly fiscalYear: number;
  readonly machines: readonly Pick<Machine, 'name' | 'origin' | 'year'>[];
}

/**
 * Whether a request asks for what the same business has, or asks for, elsewhere: the same content in the same
 * year, the same machine, the same quotation. A failed finding is for an officer to judge: two equal machines may
 * be two machines. `basis`: the commitment that the same cost has no other support of the state.
 */
export function judgeDuplicates(
  asked: AskedFor,
  others: readonly PastSupport[],
  papers: readonly PaperElsewhere[],
  basis: Basis,
): readonly DuplicateFinding[] {
  const about = { citation: basis.citation, verified: isVerified(basis.verification) };
  const found: DuplicateFinding[] = [];
  for (const other of others) {
    if (isGone(other)) continue;
    const project = { province: other.province, id: other.projectId };
    const { number, fiscalYear: year, amount, content } = other;
    const params = { number, year, amount, content, province: other.provinceName };
    const machine = asked.machines.find((one) => other.machines.some((their) => sameMachine(one, their)));
    if (machine !== undefined)
      found.push({
        code: 'same_machine',
        status: 'failed',
        params: { ...params, machine: machine.name },
        project,
        ...about,
      });
    if (other.content !== asked.content) continue;
    found.push({ ...judgeSameContent(asked.fiscalYear, other), params, project, ...about });
  }
  for (const paper of papers) {
    const params = {
      number: paper.number,
      title: paper.title,
      name: paper.own ? '' : paper.establishmentName,
      province: paper.provinceName,
    };
    const project = { province: paper.province, id: paper.projectId };
    found.push({ code: 'same_quotation', status: 'failed', params, project, ...about });
  }
  if (found.length > 0) return found;
  return [{ code: 'no_other_support', status: 'passed', params: {}, project: null, ...about }];
}

/** Stopped, or closed without support: nothing of it stands, and it may be asked for anew. */
const isGone = (other: PastSupport) => !other.granted && ['stopped', 'closed'].includes(other.state);

/**
 * Another project for the same content: of the same year it would be paid twice; one still under way must be shown
 * to be for something else; what ended in another year stands in nobody's way, but may count against a limit.
 */
export function judgeSameContent(
  year: number,
  other: Pick<PastSupport, 'fiscalYear' | 'state'>,
): Pick<DuplicateFinding, 'status'> & {
  readonly code: 'same_content_same_year' | 'same_content_under_way' | 'same_content_before';
} {
  if (other.fiscalYear === year) return { code: 'same_content_same_year', status: 'failed' };
  return ['settled', 'closed'].includes(other.state)
    ? { code: 'same_content_before', status: 'passed' }
    : { code: 'same_content_under_way', status: 'to_be_shown' };
}

/** The same by what both requests say of it, whatever the writing: name, origin and year of make. */
function sameMachine(one: AskedFor['machines'][number], other: AskedFor['machines'][number]): boolean {
  const key = ({ name, origin, year }: typeof one) => `${foldText(name)}|${foldText(origin)}|${year}`;
  return key(one) === key(other);
}

/** What was granted, as the norms count it against their limits. */
export function earlierSupport(
  others: readonly PastSupport[],
  before: Date | null,
): readonly EarlierSupport[] {
  return others
    .filter(
      (other) => other.granted && (before === null || (other.grantedAt !== null && other.grantedAt < before)),
    )
    .map(({ on, amount, content, fiscalYear }) => ({ on, amount, content, year: fiscalYear }));
}
