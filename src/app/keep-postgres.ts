import {
  startEmbeddedPostgres,
  StartFailure,
  type EmbeddedConnections,
  type EmbeddedPostgres,
} from '#platform/server';

/** A server that ends this often within ten minutes will not mend itself. */
const LIVES = 5;

/** ms: how long the processes of a killed server may take to notice and go, each at the end of its query. */
const PATIENCE = 60_000;

export interface KeptPostgres extends EmbeddedConnections {
  stop(): Promise<void>;
  /** Ends the server at once; it recovers from its log at the next start. */
  kill(): void;
}

interface Options {
  readonly dataDir: string;
  readonly walArchive: string | undefined;
  readonly note: (line: string) => void;
  /** Called when the server has ended and could not be brought back. */
  readonly onLost: (why: Error) => void;
}

/**
 * The embedded database, started again on the same port when it dies under us (killed, out of
 * memory): open pools find it there at their next query, and nothing acknowledged is lost.
 */
export async function keepPostgres(options: Options): Promise<KeptPostgres> {
  const { dataDir, walArchive, note, onLost } = options;
  let server = await startEmbeddedPostgres({ dataDir, walArchive, note });
  let stopping = false;
  let mending: Promise<void> = Promise.resolve();
  const deaths: number[] = [];

  const watch = (watched: EmbeddedPostgres) =>
    void watched.ended.then(() => {
      if (!stopping) mending = mend().catch((error: unknown) => onLost(error as Error));
    });

  async function mend(): Promise<void> {
    const now = Date.now();
    deaths.push(now);
    if (deaths.filter((at) => now - at < 600_000).length > LIVES)
      throw new StartFailure('The database keeps ending.', `see ${dataDir}/postgres.log.`);
    note('the database has ended; starting it again …');
    server = await again();
    note('the database is back');
    watch(server);
  }

  /** The old server's own children may need a moment to go; until then the new one is refused. */
  async function again(): Promise<EmbeddedPostgres> {
    for (const began = Date.now(); ;) {
      try {
        return await startEmbeddedPostgres({ dataDir, walArchive, note, port: server.port });
      } catch (error) {
        if (stopping || Date.now() - began > PATIENCE) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  watch(server);
  return {
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    superUrl: server.superUrl,
    port: server.port,
    pid: server.pid,
    stop: async () => {
      stopping = true;
      await mending;
      await server.stop();
    },
    kill: () => {
      stopping = true;
      try {
        process.kill(server.pid, 'SIGQUIT');
      } catch {
        // already gone
      }
    },
  };
}
