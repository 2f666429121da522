import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { ok, formatDong, type Locale } from '#kernel';
import { exportJournal, together, verifyLedger, type LedgerVerdict } from '#funds/server';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { command, type CliContext, type Command } from './command.ts';

const province = z
  .string()
  .regex(/^\d{2}$/)
  .optional();

/** `kc ledger verify`: recomputes every balance from the transfers; status 1 when one differs. */
const verify = command({
  name: 'ledger verify',
  summary: () => m.funds_cli_verify_summary(),
  options: z.object({ province }),
  run: async (cx, { province: only }) => {
    const verdicts = [];
    for (const code of await provincesOf(cx, only))
      verdicts.push(await verifyLedger({ db: cx.db, province: code }));
    const verdict = together(verdicts);
    const isSound = verdict.differing.length === 0 && verdict.faults.length === 0;
    const { accounts, transfers, imbalance, differing, faults } = verdict;
    const found = isSound ? {} : { differing, faults };
    return ok({
      ok: isSound,
      json: { ok: isSound, accounts, transfers, imbalance, ...found },
      text: describe(verdict, isSound, cx.locale),
    });
  },
});

/** `kc ledger export --format hledger`: the whole ledger as a journal, on standard output or into a file. */
const exported = command({
  name: 'ledger export',
  summary: () => m.funds_cli_export_summary(),
  options: z.object({ format: z.literal('hledger'), province, out: z.string().min(1).optional() }),
  run: async (cx, { province: only, out }) => {
    const file = out === undefined ? undefined : await open(out, 'w');
    const write = async (text: string) => {
      if (file) await file.writeFile(text);
      else if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    };
    let transfers = 0;
    for (const code of await provincesOf(cx, only))
      transfers += await exportJournal({ db: cx.db, province: code }, write);
    await file?.close();
    const text = out === undefined ? '' : m.funds_cli_exported({ count: String(transfers), file: out });
    return ok({ ok: true, text, json: { ok: true, transfers } });
  },
});

export const ledgerCommands: readonly Command[] = [verify, exported];

async function provincesOf(cx: CliContext, only: string | undefined): Promise<readonly string[]> {
  return only === undefined ? (await installedProvinces(cx.db)).map((one) => one.province) : [only];
}

function describe(verdict: LedgerVerdict, isSound: boolean, locale: Locale): string {
  const counts = { accounts: String(verdict.accounts), transfers: String(verdict.transfers) };
  if (isSound) return m.funds_cli_sound(counts);
  return [
    m.funds_cli_broken({ ...counts, imbalance: formatDong(verdict.imbalance, locale) }),
    ...verdict.differing.map((account) =>
      m.funds_cli_differing({
        account: [account.province, account.bookId, account.station, account.holderId].join(':'),
        kept: formatDong(account.kept, locale),
        recomputed: formatDong(account.recomputed, locale),
      }),
    ),
    ...verdict.faults.map(({ province: code, fault, id }) => `${code}: ${fault} ${id}`),
  ].join('\n');
}
