import { createHash } from 'node:crypto';
import { canonicalJson, newId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { findRound } from '#programmes/server';
import { recordEvent } from '#records/server';
import type { ProcedureKind } from '../project.transitions.ts';
import {
  mayMakeRegistration,
  sumsOf,
  type RegistrationContent,
  type RegistrationLetter,
  type RegistrationRow,
} from './registration.ts';
import { candidatesFor, insertRegistration, nextNumber } from './registration.store.server.ts';

/** All rows there are but some, as they were when somebody looked at them. */
export interface AllBut {
  readonly left: ReadonlySet<string>;
  /** `fingerprintOf` the rows looked at: what came since is not sent unseen. */
  readonly seen: string;
}

/** Which rows these are, in their order. */
export const fingerprintOf = (rows: readonly Pick<RegistrationRow, 'id'>[]): string =>
  createHash('sha256')
    .update(rows.map(({ id }) => id).join())
    .digest('hex')
    .slice(0, 32);

/** Freezes the chosen rows, as they are now, with their letter: one more making, with its number and SHA-256. */
export async function makeRegistration(
  cx: Context,
  input: {
    readonly roundId: string;
    readonly procedure: ProcedureKind;
    /** Ids of needs and requests, or of those left out. */
    readonly chosen: ReadonlySet<string> | AllBut;
    readonly letter: RegistrationLetter;
  },
): Promise<Result<{ readonly id: string; readonly no: number }>> {
  return transact(cx, async (tx) => {
    // Two makings at once take two numbers, one after the other.
    const round = await findRound(tx, cx.province, input.roundId, 'update');
    if (!round) return refuse('round_not_found');

    const permitted = permit(mayMakeRegistration(cx.actor));
    if (!permitted.ok) return permitted;

    const candidates = await candidatesFor(tx, cx, round, input.procedure);
    const { chosen } = input;
    if ('seen' in chosen && chosen.seen !== fingerprintOf(candidates))
      return refuse('registration_rows_changed', {}, 'chosen');
    const rows = candidates.filter(({ id }) => ('seen' in chosen ? !chosen.left.has(id) : chosen.has(id)));
    if (rows.length === 0) return refuse('registration_is_empty', {}, 'chosen');

    const content: RegistrationContent = {
      procedure: input.procedure,
      fiscalYear: round.fiscalYear,
      round: round.name,
      rows,
      letter: input.letter,
    };
    const json = canonicalJson(content);
    const hash = createHash('sha256').update(json).digest('hex');
    const id = newId(cx.now.getTime());
    const no = await nextNumber(tx, cx.province, round.id, input.procedure);
    const { procedure } = input;
    await insertRegistration(tx, cx, { id, roundId: round.id, no, hash, procedure, json, ...sumsOf(rows) });

    await recordEvent(tx, cx, {
      kind: 'registration.made',
      subject: { kind: 'registration', id },
      after: { no, hash, rows: rows.length },
    });
    return ok({ id, no });
  });
}
