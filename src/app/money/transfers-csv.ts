import { CSV_MARK, csvLine } from '#app/csv.ts';
import { mayFund, type Transfer, type TransferFilter } from '#funds';
import { transfersOf } from '#funds/server';
import { formatDate, formatDateTime } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectNames, type ProjectName } from '#projects/server';
import { stationLabel, transferLabel } from '#text';

const BATCH = 1_000;

/**
 * The transfers of a filter as CSV, page by page, so that the whole year goes through in a few megabytes.
 * UTF-8 with a byte order mark and semicolons, as a Vietnamese Excel opens it; amounts are plain digits.
 */
export function transfersCsv(cx: Context, filter: TransferFilter): ReadableStream<Uint8Array> | undefined {
  if (!mayFund(cx.actor, 'see')) return undefined;
  const encoder = new TextEncoder();
  let before: string | null = null;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!begun) controller.enqueue(encoder.encode(CSV_MARK + csvLine(heads())));
      begun = true;
      const page = await pageOf(cx, filter, before);
      controller.enqueue(encoder.encode(page.lines.map(csvLine).join('')));
      before = page.next;
      if (before === null) controller.close();
    },
  });
}

async function pageOf(cx: Context, filter: TransferFilter, before: string | null) {
  return inProvince(cx, async (tx) => {
    const { transfers, next } = await transfersOf(tx, filter, { before, size: BATCH });
    const ids = transfers.flatMap((t) => (t.projectId ? [t.projectId] : []));
    const names = await projectNames(tx, cx.province, ids);
    return {
      lines: transfers.map((t) => cellsOf(t, t.projectId ? names.get(t.projectId) : undefined)),
      next,
    };
  });
}

function heads(): string[] {
  return [
    m.funds_posting_on(),
    m.funds_filter_year(),
    m.funds_column_fund(),
    m.funds_filter_kind(),
    m.funds_csv_from(),
    m.funds_csv_to(),
    `${m.funds_amount()} (${m.funds_dong()})`,
    m.funds_filter_project(),
    m.funds_csv_project_title(),
    m.funds_decision_number(),
    m.funds_decided_on(),
    m.funds_posting_reason(),
    m.funds_posting_by(),
    m.funds_posting_at(),
    m.funds_posting_id(),
  ];
}

function cellsOf(t: Transfer, project: ProjectName | undefined): string[] {
  return [
    formatDate(t.postedOn),
    String(t.fiscalYear),
    t.fundName,
    transferLabel(t.kind),
    stationLabel(t.from),
    stationLabel(t.to),
    t.amount.toString(),
    project?.number ?? '',
    project?.title ?? '',
    t.decision?.number ?? '',
    t.decision ? formatDate(t.decision.decidedOn) : '',
    t.reason ?? '',
    t.postedBy,
    formatDateTime(t.postedAt),
    t.postingId,
  ];
}
