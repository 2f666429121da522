import { formatDong, type LocalDate } from '#kernel';
import type { FundedLine } from '#projects';
import { lineAmount } from '#projects';
import { sellers } from '../data/sentences.ts';
import type { Workshop } from '../data/workshops.ts';
import type { Random } from '../random.ts';
import type { PlannedMachine } from './cost.ts';

/** A paper of the sample province; set as PDF when it is stored. */
export interface PlannedPaper {
  readonly fileName: string;
  readonly number: string | null;
  readonly issuer: string;
  readonly heading: string;
  readonly on: LocalDate;
  /** What it says, label and value. */
  readonly facts: readonly (readonly [string, string])[];
  /** A table with its head first; empty where there is none. */
  readonly rows: readonly (readonly string[])[];
}

export const inDong = (amount: bigint) => `${formatDong(amount as Parameters<typeof formatDong>[0], 'vi')}`;

export function quotation(
  machine: PlannedMachine,
  workshop: Workshop,
  on: LocalDate,
  random: Random,
): PlannedPaper {
  return {
    fileName: `Báo giá ${machine.name}.pdf`,
    number: `${random.whole(10, 480)}/BG`,
    issuer: random.pick(sellers),
    heading: 'Báo giá',
    on,
    facts: [
      ['Kính gửi', workshop.name],
      ['Bảo hành', `${random.pick([12, 18, 24])} tháng`],
      ['Giao hàng', `${random.pick([20, 30, 45, 60])} ngày từ khi đặt cọc`],
      ['Hiệu lực báo giá', '60 ngày; giá chưa gồm vận chuyển, lắp đặt'],
    ],
    rows: [
      ['Thiết bị', 'Xuất xứ', 'Công suất', 'Số lượng', 'Đơn giá', 'Thành tiền'],
      [
        machine.name,
        machine.origin,
        machine.capacity,
        `${machine.quantity} ${machine.unit}`,
        inDong(machine.unitPrice),
        inDong(machine.unitPrice * BigInt(machine.quantity)),
      ],
    ],
  };
}

/** A paper of an act: who issues it, its number, and what it says. */
export function paperOf(
  heading: string,
  about: { readonly issuer: string; readonly number: string | null; readonly on: LocalDate },
  facts: PlannedPaper['facts'],
  rows: PlannedPaper['rows'] = [],
): PlannedPaper {
  const { issuer, number, on } = about;
  const fileName = `${heading}${number === null ? '' : ` ${number.replaceAll('/', '-')}`}.pdf`;
  return { fileName, number, issuer, heading, on, facts, rows };
}

export function estimateTable(lines: readonly FundedLine[]): string[][] {
  return [
    ['Khoản mục', 'Thành tiền', 'Khuyến công', 'Cơ sở'],
    ...lines.map((l) => [l.label, inDong(lineAmount(l)), inDong(l.support), inDong(l.own)]),
  ];
}
