import type { LocalDate } from '#kernel';
import { criteria } from '../appraisal.acts.ts';
import { hasVote, tallyOf, type Criterion, type Position, type Tally, type Vote } from './council.ts';
import type { Council, Session } from './council-record.ts';

/** What the minutes of a session say; their hash is over this and nothing else. */
export interface MinutesContent {
  readonly council: { readonly number: string; readonly decidedOn: LocalDate; readonly level: string };
  readonly session: {
    readonly no: number;
    readonly heldOn: LocalDate;
    readonly place: string;
    readonly remarks: string | null;
  };
  readonly quorum: { readonly voting: number; readonly needed: number; readonly present: number };
  readonly members: readonly {
    readonly name: string;
    readonly organisation: string | null;
    readonly position: Position;
    readonly present: boolean;
  }[];
  readonly dossiers: readonly {
    readonly no: number;
    readonly number: string;
    readonly title: string;
    readonly establishment: string;
    readonly asked: string;
    readonly recused: readonly string[];
    readonly conclusion: Vote;
    readonly reasons: string;
    readonly votes: Tally['votes'];
    readonly cast: number;
    readonly unmet: readonly { readonly criterion: Criterion; readonly count: number }[];
    /** Hundredths of a point. */
    readonly score: number | null;
  }[];
}

/** Only of what was concluded; a dossier left open is of another session. */
export function minutesOf(council: Council, session: Session): MinutesContent {
  const present = new Set(session.present);
  const members = council.members.filter((m) => !m.ended || present.has(m.id));
  const seats = council.members.filter((m) => !m.ended);
  const tally = (ballots: Session['dossiers'][number]['ballots']) =>
    tallyOf(ballots, seats, council.quorum, council.scores);
  const { voting, quorum: needed } = tally([]);
  return {
    council: { number: council.number, decidedOn: council.decidedOn, level: council.levelName.vi },
    session: { no: session.no, heldOn: session.heldOn, place: session.place, remarks: session.remarks },
    quorum: { voting, needed, present: seats.filter((m) => hasVote(m) && present.has(m.id)).length },
    members: members.map((m) => ({
      name: m.name,
      organisation: m.organisation,
      position: m.position,
      present: present.has(m.id),
    })),
    dossiers: session.dossiers.flatMap((d) => {
      if (d.conclusion === null) return [];
      const { votes, cast, unmet, score } = tally(d.ballots);
      return [
        {
          ...{ no: d.no, number: d.number ?? '', title: d.title, establishment: d.establishmentName },
          asked: String(d.asked),
          recused: council.members
            .filter((m) => d.conflicts.some((c) => c.memberId === m.id))
            .map((m) => m.name),
          ...{ conclusion: d.conclusion, reasons: d.reasons ?? '', votes, cast, score },
          unmet: criteria.filter((c) => unmet[c] > 0).map((c) => ({ criterion: c, count: unmet[c] })),
        },
      ];
    }),
  };
}
