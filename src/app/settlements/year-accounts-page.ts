import { error } from '@sveltejs/kit';
import { yearAccounts, type YearAccount, type YearAccountKey } from '#disbursements/server';
import { mayFund } from '#funds';
import { fundSummaries } from '#funds/server';
import { isId, sumDong, todayIn, yearOf, type Locale } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { withoutRecused } from '#projects/server';
import { stateLabel } from '#text';
import { tableAsExcel } from '../table-file.ts';

const PAGE_SIZE = 50;
/** A year has some hundred projects; the book holds all of them. */
const MOST_ROWS = 20_000;

const yearIn = (cx: Context, url: URL) => {
  const asked = url.searchParams.get('year') ?? '';
  return /^\d{4}$/.test(asked) ? Number(asked) : yearOf(todayIn(cx.now));
};

/** What a year's funds paid, project by project, and what was accounted for: the figures of form 10. */
export async function loadYearAccounts(cx: Context, url: URL) {
  if (!mayFund(cx.actor, 'see')) error(404, 'Not found');
  const year = yearIn(cx, url);
  return inProvince(cx, async (tx) => {
    const found = await yearAccounts(tx, cx.province, year, {
      after: keyIn(url.searchParams.get('after')),
      limit: PAGE_SIZE + 1,
    });
    const rows = await withoutRecused(tx, cx, found.slice(0, PAGE_SIZE), (one) => one.projectId);
    const last = found.length > PAGE_SIZE ? found[PAGE_SIZE - 1]! : null;
    return {
      year,
      rows,
      funds: (await fundSummaries(tx, year)).map(({ fund, balances }) => ({
        ...{ id: fund.id, name: fund.name, closed: fund.closedOn },
        ...{ settled: balances.settled, carried: balances.carried_over, lapsed: balances.lapsed },
        unsettled: sumDong([balances.advanced, balances.spent]),
        held: sumDong([balances.appropriated, balances.planned, balances.committed]),
      })),
      next: last ? `${last.number}_${last.projectId}` : null,
    };
  });
}

function keyIn(text: string | null): YearAccountKey | null {
  const [, number = '', id = ''] = /^([\w-]{1,40})_([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return isId(id) ? { number, id } : null;
}

export async function yearAccountsBook(cx: Context, locale: Locale, url: URL): Promise<Response> {
  if (!mayFund(cx.actor, 'see')) error(404, 'Not found');
  const year = yearIn(cx, url);
  const rows = await inProvince(cx, async (tx) =>
    withoutRecused(
      tx,
      cx,
      await yearAccounts(tx, cx.province, year, { after: null, limit: MOST_ROWS }),
      (one: YearAccount) => one.projectId,
    ),
  );
  const column = (say: typeof m.accounts_project, width = 18) => ({ title: say({}, { locale }), width });
  return tableAsExcel({
    name: `doi-chieu-${year}`,
    columns: [
      column(m.accounts_number),
      column(m.accounts_project, 44),
      column(m.accounts_establishment, 34),
      column(m.accounts_state),
      column(m.accounts_contract),
      column(m.accounts_held),
      column(m.accounts_unsettled),
      column(m.accounts_settled),
      column(m.accounts_recovered),
      column(m.accounts_vouchers, 12),
      column(m.accounts_vouched),
      column(m.accounts_whole),
    ],
    rows: rows.map((one) => [
      ...[one.number, one.title, one.establishmentName, stateLabel(one.state, locale), one.contract],
      ...[one.held, one.unsettled, one.settled, one.recovered, one.vouchers, one.vouched, one.vouchedWhole],
    ]),
  });
}
