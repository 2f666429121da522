import { z } from 'zod';
import { isWaitedFor, PROPOSAL_JOB, runProposal } from '#appraisal/server';
import type { Jobs, JobTools } from '../job-tools.ts';
import { SolverStopped, startSolver } from './solver.ts';

/** How often it is asked whether somebody still waits. */
const LOOK_MS = 250;

/** Computes proposals, each in a thread of its own that is ended as soon as nobody waits for it. */
export function proposalJobs({ db, clock }: JobTools): Jobs {
  const payload = z.object({ province: z.string(), id: z.uuid() });
  return {
    tasks: {
      [PROPOSAL_JOB]: async (given) => {
        const { province, id } = payload.parse(given);
        const scope = { db, province };
        const solver = startSolver();
        const look = setInterval(() => {
          void isWaitedFor(scope, id).then(
            (waited) => (waited ? undefined : solver.stop()),
            () => undefined,
          );
        }, LOOK_MS);
        try {
          await runProposal(scope, id, solver.solve, clock);
        } catch (error) {
          if (!(error instanceof SolverStopped) || (await isWaitedFor(scope, id))) throw error;
        } finally {
          clearInterval(look);
          await solver.stop();
        }
      },
    },
  };
}
