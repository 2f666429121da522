import { z } from 'zod';
import {
  choiceField,
  countField,
  dateField,
  optionalTextField,
  rowsField,
  textField,
  tickField,
  type FormFields,
} from '#kernel';
import { positions, votes } from './council.ts';

export const MEMBER_ROWS = 11;
export const SCORE_ROWS = 6;

const named = {
  account: optionalTextField({ max: 40 }),
  name: optionalTextField({ max: 120 }),
  organisation: optionalTextField({ max: 200 }),
};

const seat = z.object({ ...named, position: choiceField(positions) }).superRefine((row, ctx) => {
  if (row.account === null && row.name === null)
    ctx.addIssue({ code: 'custom', message: 'member_is_not_named', path: ['account'] });
});

/** The position a row proposes is chosen in every row; one that names nobody is blank all the same. */
const keepNamed = (rows: unknown) =>
  Array.isArray(rows)
    ? rows.map((row: FormFields) => (row['account'] || row['name']?.trim() ? row : {}))
    : rows;

export const councilForm = z
  .object({
    level: textField({ max: 30 }),
    number: textField({ max: 60 }),
    decidedOn: dateField(),
    quorumNum: countField({ min: 1, max: 100 }),
    quorumDen: countField({ min: 1, max: 100 }),
    members: z.preprocess(keepNamed, rowsField(seat, { max: 25 })),
    scores: rowsField(z.object({ name: textField({ max: 200 }), weight: countField({ max: 100 }) }), {
      max: SCORE_ROWS,
      none: true,
    }),
  })
  .superRefine((input, ctx) => {
    const fault = (message: string, ...path: (string | number)[]) =>
      ctx.addIssue({ code: 'custom', message, path });
    if (input.quorumNum > input.quorumDen) fault('quorum_is_above_all', 'quorumNum');
    const holding = (...p: readonly string[]) => input.members.filter((m) => p.includes(m.position)).length;
    if (holding('chair') !== 1) fault('council_needs_one_chair', 'members', 0, 'position');
    if (holding('secretary', 'member_secretary') === 0)
      fault('council_needs_secretary', 'members', 0, 'position');
    const accounts = input.members.flatMap((m) => m.account ?? []);
    if (new Set(accounts).size < accounts.length) fault('member_is_named_twice', 'members', 0, 'account');
    const total = input.scores.reduce((sum, { weight }) => sum + weight, 0);
    if (input.scores.length > 0 && total !== 100) fault('weights_are_not_hundred', 'scores', 0, 'weight');
  });
export type CouncilInput = z.output<typeof councilForm>;

export const replacementForm = z
  .object({
    ...named,
    member: textField({ max: 40 }),
    number: textField({ max: 60 }),
    decidedOn: dateField(),
  })
  .superRefine((row, ctx) => {
    if (row.account === null && row.name === null)
      ctx.addIssue({ code: 'custom', message: 'member_is_not_named', path: ['account'] });
  });
export type ReplacementInput = z.output<typeof replacementForm>;

export const sessionForm = z.object({ heldOn: dateField(), place: textField({ max: 200 }) });
export const remarksForm = z.object({ remarks: optionalTextField({ max: 4000 }) });
export const signatureForm = z.object({
  member: textField({ max: 40 }),
  no: countField(),
  hash: textField({ max: 64 }),
});
export const conflictForm = z.object({
  dossier: textField({ max: 40 }),
  member: textField({ max: 40 }),
  reason: textField({ max: 1000 }),
});
export const conclusionForm = z.object({
  dossier: textField({ max: 40 }),
  reasons: textField({ max: 4000 }),
});

/** A ballot: criteria are ticked where met, as in the specialist's act; points of 0 to 100 or none. */
export const ballotForm = z.object({
  dossier: textField({ max: 40 }),
  member: textField({ max: 40 }),
  vote: choiceField(votes),
  criteria: z.record(z.string(), tickField()).prefault({}),
  scores: z
    .record(z.string(), z.string())
    .default({})
    .transform((given, ctx) => {
      const points: Record<string, number> = {};
      for (const [no, text] of Object.entries(given)) {
        if (text.trim() === '') continue;
        if (!/^\d{1,3}$/.test(text.trim()) || Number(text) > 100)
          ctx.addIssue({
            code: 'custom',
            message: 'count_is_out_of_range',
            params: { min: 0, max: 100 },
            path: [no],
          });
        else points[no.replace(/^s/, '')] = Number(text);
      }
      return points;
    }),
  note: optionalTextField({ max: 2000 }),
});
export type BallotInput = z.output<typeof ballotForm>;
