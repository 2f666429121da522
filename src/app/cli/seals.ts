import { z } from 'zod';
import { ok, refuse } from '#kernel';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { proveEntry, verifyTrail, type TrailFault, type TrailVerdict } from '#records/server';
import { command, type CliContext, type Command } from './command.ts';

const province = z
  .string()
  .regex(/^\d{2}$/)
  .optional();

/**
 * `kc seals verify`: recomputes all seals from the rows; status 1 when one differs. `--root` is a hash published
 * earlier, of a day or a seal, that the trail must still lead to; `--day` says of which day it is.
 */
const verify = command({
  name: 'seals verify',
  summary: () => m.trail_cli_verify_summary(),
  options: z.object({
    province,
    root: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
    day: z.iso.date().optional(),
  }),
  run: async (cx, { province: only, root, day }) => {
    const verdicts = [];
    for (const code of await provincesOf(cx, only)) {
      // With several provinces a hash given without its province must be found in one of them.
      const published = root === undefined ? [] : [{ hash: root.toLowerCase(), day }];
      verdicts.push(await verifyTrail({ db: cx.db, province: code }, published));
    }
    const known = verdicts.some((one) => !one.faults.some(({ fault }) => fault === 'root_unknown'));
    const told = verdicts.map((one) => ({
      ...one,
      faults: one.faults.filter(({ fault }) => fault !== 'root_unknown' || !known),
    }));
    const sound = told.every((one) => one.faults.length === 0);
    const [first] = told.flatMap((one) => one.faults.map((fault) => ({ province: one.province, ...fault })));
    return ok({
      ok: sound,
      json: { ok: sound, ...(first ? { first } : {}), provinces: told },
      text: told.map(describe).join('\n'),
    });
  },
});

/** `kc seals prove <event>`: the proof that an event, or a reading, is sealed; for `--out` a file. */
const prove = command({
  name: 'seals prove',
  summary: () => m.trail_cli_prove_summary(),
  positionals: ['event'],
  options: z.object({ event: z.uuid(), province }),
  run: async (cx, { event, province: only }) => {
    let refused;
    for (const code of await provincesOf(cx, only)) {
      const proof = await proveEntry({ db: cx.db, province: code }, event.toLowerCase());
      if (proof.ok) return ok({ ok: true, json: proof.value, text: JSON.stringify(proof.value, null, 2) });
      if (refused?.refusal.code !== 'entry_not_sealed') refused = proof;
    }
    return refused ?? refuse('entry_not_found', { id: event });
  },
});

export const sealCommands: readonly Command[] = [verify, prove];

async function provincesOf(cx: CliContext, only: string | undefined): Promise<readonly string[]> {
  return only === undefined ? (await installedProvinces(cx.db)).map((one) => one.province) : [only];
}

function describe(verdict: TrailVerdict): string {
  const { province: code, entries, seals, waiting, faults, head } = verdict;
  const counts = { province: code, entries: String(entries), seals: String(seals), waiting: String(waiting) };
  if (faults.length === 0) return m.trail_cli_sound({ ...counts, head: head ?? '–' });
  return [m.trail_cli_broken(counts), ...faults.map((fault) => `  ${sayFault(fault)}`)].join('\n');
}

function sayFault({ fault, entry = '', seal, day = '' }: TrailFault): string {
  const fills = { entry, seal: String(seal ?? ''), day };
  switch (fault) {
    case 'altered':
      return m.trail_fault_altered(fills);
    case 'removed':
      return m.trail_fault_removed(fills);
    case 'slipped_in':
      return m.trail_fault_slipped_in(fills);
    case 'seal_altered':
      return m.trail_fault_seal_altered(fills);
    case 'seal_missing':
      return m.trail_fault_seal_missing(fills);
    case 'day_altered':
      return m.trail_fault_day_altered(fills);
    case 'root_unknown':
      return m.trail_fault_root_unknown(fills);
  }
}
