import type { LocalDate } from '#kernel';
import { hasVote, quorumOf, type Criterion, type Position, type Tally, type Vote } from './council.ts';
import { seatsAt, type Council, type Session } from './council-record.ts';

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
  /** Where the criteria stand in the law. */
  readonly basis: readonly { readonly document: string; readonly article: string }[];
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
    readonly unmet: readonly { readonly criterion: string; readonly count: number }[];
    /** Hundredths of a point. */
    readonly score: number | null;
  }[];
}

/** Only of what was concluded; a dossier left open is of another session. */
export function minutesOf(
  council: Council,
  session: Session,
  criteria: readonly Criterion[],
): MinutesContent {
  const present = new Set(session.present);
  const seats = seatsAt(council, session);
  const voting = seats.filter(hasVote);
  return {
    council: { number: council.number, decidedOn: council.decidedOn, level: council.levelName.vi },
    session: { no: session.no, heldOn: session.heldOn, place: session.place, remarks: session.remarks },
    quorum: {
      voting: voting.length,
      needed: quorumOf(voting.length, council.quorum),
      present: voting.filter((m) => present.has(m.id)).length,
    },
    members: seats.map((m) => ({
      ...{ name: m.name, organisation: m.organisation, position: m.position, present: present.has(m.id) },
    })),
    basis: [
      ...new Map(
        criteria.map(({ document, article }) => [`${document} ${article}`, { document, article }]),
      ).values(),
    ],
    dossiers: session.dossiers.flatMap(({ no, conclusion, reasons, outcome }) => {
      if (conclusion === null || outcome === null) return [];
      const { number, title, establishment, asked, recused, votes, cast, unmet, score } = outcome;
      return [
        {
          ...{ no, number, title, establishment, asked, recused },
          ...{ conclusion, reasons: reasons ?? '', votes, cast, score },
          unmet: criteria
            .filter((c) => (unmet[c.code] ?? 0) > 0)
            .map((c) => ({ criterion: c.name.vi, count: unmet[c.code]! })),
        },
      ];
    }),
  };
}
