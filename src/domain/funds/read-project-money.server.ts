import { ZERO_DONG, type Dong } from '#kernel';
import type { Tx } from '#platform/server';
import { listFunds } from './fund.store.server.ts';
import type { ProjectFundMoney } from './project-money.ts';
import { projectStations, type Station } from './stations.ts';
import { standingOfProject } from './transfer.store.server.ts';

/** Where the project's money stands, fund by fund (newest year first); empty before anything was planned or pledged. */
export async function projectMoney(tx: Tx, projectId: string): Promise<ProjectFundMoney[]> {
  const standing = await standingOfProject(tx, projectId);
  if (standing.length === 0) return [];
  const at = new Map(standing.map((s) => [`${s.bookId} ${s.station}`, s.amount]));
  const balance = (bookId: string, station: Station): Dong => at.get(`${bookId} ${station}`) ?? ZERO_DONG;
  const books = new Set(standing.map((s) => s.bookId));
  const funds = await listFunds(tx);
  return funds
    .filter((fund) => books.has(fund.id) || books.has(fund.counterpartId))
    .map((fund) => ({
      fund,
      balances: Object.fromEntries(
        projectStations.map((station) => [station, balance(fund.id, station)]),
      ) as ProjectFundMoney['balances'],
      counterpart: {
        pledged: balance(fund.counterpartId, 'pledged'),
        evidenced: balance(fund.counterpartId, 'evidenced'),
      },
    }));
}
