import type { LocalDate } from '#kernel';
import type { Ballot, Seat, Vote } from './council.ts';

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

/** Seats held today. */
export const seated = (council: Council): readonly Member[] => council.members.filter((m) => !m.ended);

export interface Dossier {
  readonly id: string;
  readonly no: number;
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly establishmentName: string;
  readonly asked: bigint;
  readonly conclusion: Vote | null;
  readonly reasons: string | null;
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
  readonly present: readonly string[];
  readonly dossiers: readonly Dossier[];
}
