import type { Dong, LocalDate } from '#kernel';
import type { Ballot, Seat, Tally, Vote } from './council.ts';

export interface Member extends Seat {
  readonly organisation: string | null;
  readonly byNumber: string;
  readonly byDate: LocalDate;
  readonly ended: boolean;
}

export interface Council {
  readonly id: string;
  readonly level: string;
  readonly levelName: { readonly vi: string; readonly en: string };
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly documentId: string | null;
  readonly quorum: { readonly num: number; readonly den: number };
  readonly members: readonly Member[];
  readonly scores: readonly { readonly no: number; readonly name: string; readonly weight: number }[];
}

/** What a dossier said and how the votes stood when the council concluded on it. */
export interface Outcome extends Tally {
  readonly number: string;
  readonly title: string;
  readonly establishment: string;
  readonly asked: string;
  readonly recused: readonly string[];
}

/** Seats held today. */
export const seated = (council: Council): readonly Member[] => council.members.filter((m) => !m.ended);

export interface Dossier {
  readonly id: string;
  readonly no: number;
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly establishmentName: string;
  readonly asked: Dong;
  readonly totalCost: Dong;
  readonly conclusion: Vote | null;
  readonly reasons: string | null;
  readonly outcome: Outcome | null;
  /** A later agenda has the project: nothing is decided here any more. */
  readonly moved: boolean;
  readonly conflicts: readonly { readonly memberId: string; readonly reason: string }[];
  readonly ballots: readonly (Ballot & { readonly note: string | null; readonly castAt: Date })[];
}

export interface Session {
  readonly id: string;
  readonly councilId: string;
  readonly no: number;
  readonly heldOn: LocalDate;
  readonly place: string;
  readonly remarks: string | null;
  readonly postponed: number;
  /** The seats it sat with, from its first conclusion on. */
  readonly seated: readonly string[] | null;
  readonly present: readonly string[];
  readonly dossiers: readonly Dossier[];
}

/** The seats a session counts: those of its first conclusion, or those held today. */
export const seatsAt = (council: Council, { seated: at }: Pick<Session, 'seated'>): readonly Member[] =>
  at === null ? seated(council) : council.members.filter((m) => at.includes(m.id));
