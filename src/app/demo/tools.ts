import type pg from 'pg';
import type { Runtime } from '../runtime.ts';
import type { Progress } from './make/progress.ts';

/** What the making of the sample province works with. */
export interface DemoTools {
  readonly opened: Pick<Runtime, 'db' | 'files'>;
  readonly owner: pg.Pool;
  /** Says what is being made now, for whoever watches the console. */
  readonly note: (line: string) => void;
  readonly progress?: (progress: Progress) => void;
  /** Throws when the process was told to end. */
  readonly check?: () => void;
}
