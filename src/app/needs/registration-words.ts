import { formatDong, type Dong } from '#kernel';
import { groupsOf, ownMoney, sumsOf, type RegistrationContent } from '#projects';

/** Papers of a Vietnamese authority: in Vietnamese whatever language the page speaks. */
export const unchecked = ({ procedure }: Pick<RegistrationContent, 'procedure'>): string =>
  procedure === 'national'
    ? 'Cột của Mẫu số 2 Phụ lục 1 Thông tư 36/2013/TT-BCT (sửa đổi theo Thông tư 17/2018/TT-BCT) chưa được đối chiếu với văn bản.'
    : 'Chưa đối chiếu với mẫu bảng của tỉnh.';

export const COLUMNS = [
  'TT',
  'Tên đề án, nhiệm vụ',
  'Đơn vị thụ hưởng',
  'Địa điểm',
  'Tổng kinh phí',
  'Kinh phí khuyến công',
  'Vốn của cơ sở',
  'Ghi chú',
] as const;

export const programmeTitle = ({ procedure }: Pick<RegistrationContent, 'procedure'>): string =>
  procedure === 'national' ? 'khuyến công quốc gia' : 'khuyến công địa phương';

export const tableTitle = (content: TableContent): string =>
  `Bảng tổng hợp đề án đăng ký kế hoạch ${programmeTitle(content)} năm ${content.fiscalYear}`;

const ROMAN = [
  ...['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV', 'XVI'],
];

/** A line of the table: a content with its sums, a row, or the total. Amounts are whole đồng. */
export interface TableLine {
  readonly strong: boolean;
  readonly cells: readonly [string, string, string, string, Dong, Dong, Dong, string];
}

/** What a table is made of: a making's content, or what may still be chosen from. */
export type TableContent = Omit<RegistrationContent, 'letter'>;

export function tableLines(content: TableContent): TableLine[] {
  const sumLine = (head: string, title: string, rows: RegistrationContent['rows']): TableLine => {
    const { count, cost, asked } = sumsOf(rows);
    return {
      strong: true,
      cells: [head, title, '', '', cost, asked, ownMoney({ cost, asked }), `${count} đề án`],
    };
  };
  return [
    ...groupsOf(content.rows).flatMap((group, g) => [
      sumLine(ROMAN[g] ?? String(g + 1), group.content, group.rows),
      ...group.rows.map((row, i): TableLine => ({
        strong: false,
        cells: [
          String(i + 1),
          row.title,
          row.establishment,
          row.commune,
          row.cost,
          row.asked,
          ownMoney(row),
          row.source === 'request' ? `Đề nghị ${row.number ?? ''}`.trim() : 'Nhu cầu khảo sát',
        ],
      })),
    ]),
    sumLine('', 'Tổng cộng', content.rows),
  ];
}

export const money = (amount: Dong): string => formatDong(amount, 'vi');
