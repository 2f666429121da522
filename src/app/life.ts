import { StartFailure } from '#platform/server';

/** All must be over this long after the first signal. */
const DEADLINE_MS = 9_500;

export interface Life {
  readonly ending: boolean;
  /** Puts something on the stack of what is open; ending closes it, last opened first. */
  opened(close: () => Promise<void> | void): void;
  /** Called when nothing may be waited for any more. */
  onForce(force: () => void): void;
  /** Ends start-up when the process was told to end meanwhile. */
  check(): void;
  end(status: number, why?: string): void;
}

class ToldToEnd extends Error {}

/**
 * Runs a process from its start to its orderly end. SIGTERM and SIGINT end it, the second one at once;
 * an error nobody caught ends it with status 1. `start` may fail half-way: what it opened is closed.
 */
export async function live(
  note: (line: string) => void,
  start: (life: Life) => Promise<void>,
): Promise<void> {
  const closers: (() => Promise<void> | void)[] = [];
  const forces: (() => void)[] = [];
  let ending = false;

  const force = (status: number) => {
    for (const one of forces) one();
    process.exit(status);
  };
  const end = (status: number, why?: string) => {
    if (ending) return;
    ending = true;
    if (why !== undefined) note(why);
    setTimeout(() => {
      note('this takes too long; ending now');
      force(status || 1);
    }, DEADLINE_MS).unref();
    void started.then(close).finally(() => process.exit(status));
  };
  async function close(): Promise<void> {
    for (const one of closers.splice(0).reverse()) {
      try {
        await one();
      } catch (error) {
        note(`while ending: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => (ending ? force(130) : end(0, 'ending …')));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      console.error(error);
      end(1, 'an error nobody expected; ending …');
    });

  const life: Life = {
    get ending() {
      return ending;
    },
    opened: (one) => void closers.push(one),
    onForce: (one) => void forces.push(one),
    check: () => {
      if (ending) throw new ToldToEnd();
    },
    end,
  };
  const started = start(life).catch((error: unknown) => {
    if (error instanceof ToldToEnd) return;
    tell(error, note);
    end(1);
  });
  await started;
}

/** A failure a person can act on in two lines; anything else with its stack. */
export function tell(error: unknown, note: (line: string) => void): void {
  if (!(error instanceof StartFailure)) return console.error(error);
  note(error.message);
  note(`What to do: ${error.todo}`);
}
