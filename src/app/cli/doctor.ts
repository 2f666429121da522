import { z } from 'zod';
import { ok } from '#kernel';
import { m } from '#messages';
import { StartFailure } from '#platform/server';
import { sound, wrong, type Finding } from '../doctor/finding.ts';
import { lookInside } from '../doctor/inside.ts';
import { lookAround } from '../doctor/surroundings.ts';
import { commandBeside, type CliGround, type Command } from './command.ts';
import { openSession } from './session.ts';

const SIGNS = { sound: '✓', watch: '!', wrong: '✗' } as const;

/** `kc doctor`: what is not well and what to do; status 1 when somebody has to act. */
const doctor = commandBeside({
  name: 'doctor',
  summary: () => m.doctor_summary(),
  options: z.object({ all: z.boolean().default(false) }),
  beside: async (cx, { all }) => {
    const findings = [...(await inside(cx, all)), ...(await lookAround(cx.settings, cx.now))];
    const isWell = findings.every(({ state }) => state !== 'wrong');
    const lines = findings.flatMap(({ state, said, todo }) => [
      `${SIGNS[state]} ${said}`,
      ...(todo === undefined ? [] : [`    → ${todo}`]),
    ]);
    const verdict = isWell ? m.doctor_well() : m.doctor_unwell();
    return ok({ ok: isWell, json: { ok: isWell, findings }, text: [...lines, '', verdict].join('\n') });
  },
});

export const doctorCommands: readonly Command[] = [doctor];

async function inside({ settings, note }: CliGround, all: boolean): Promise<Finding[]> {
  let session;
  try {
    session = await openSession(settings, { anySchema: true, note });
  } catch (error) {
    if (error instanceof StartFailure) return [wrong('database', error.message, error.todo)];
    throw error;
  }
  try {
    const { db, owner } = session;
    return [
      sound('reach', m.doctor_reach()),
      ...(await lookInside({ db, owner, dataDir: settings.dataDir }, all)),
    ];
  } finally {
    await session.close();
  }
}
