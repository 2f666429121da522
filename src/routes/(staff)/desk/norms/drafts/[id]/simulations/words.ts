import { m } from '#messages';

/** What a simulation was asked over, in a few words: "2024–2026, mọi nội dung, trừ đề án bị từ chối". */
export function askedOver(one: {
  readonly fromYear: number;
  readonly untilYear: number;
  readonly projects: string;
  readonly content: string | null;
}): string {
  const years = one.fromYear === one.untilYear ? `${one.fromYear}` : `${one.fromYear}–${one.untilYear}`;
  return `${years} · ${one.content ?? m.norms_simulation_all_contents()} · ${projectsWord(one.projects)}`;
}

export function projectsWord(code: string): string {
  if (code === 'planned') return m.norms_simulation_planned();
  return code === 'all' ? m.norms_simulation_all() : m.norms_simulation_kept();
}

export function stateWord({ state }: { readonly state: string }): string {
  const words: Readonly<Record<string, () => string>> = {
    waiting: m.norms_simulation_waiting,
    running: m.norms_simulation_running,
    ready: m.norms_simulation_ready,
    failed: m.norms_simulation_failed,
    cancelled: m.norms_simulation_cancelled,
  };
  return words[state]?.() ?? state;
}
