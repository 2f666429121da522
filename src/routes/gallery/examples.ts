import { MILLION, dong, localDate, type Dong, type LocalDate } from '#kernel';
import type { BarRow } from '#ui/bar-row.ts';
import type { MoneyPart } from '#ui/money-bar.ts';
import type { ActorSummary } from '#ui/shell/actor-summary.ts';
import type { Stage } from '#ui/stage.ts';

// Drawn, not data: fixed examples in Vietnamese from which the gallery builds its pages.

export const million = (count: number): Dong => dong(BigInt(count) * MILLION);

export const today = localDate('2026-11-23');

export const officer: ActorSummary = {
  name: 'Cao Thị Vân',
  units: ['Trung tâm Khuyến công'],
  staff: true,
  applicant: false,
  administrator: true,
};

export interface WaitingItem {
  readonly due: LocalDate;
  readonly workingDays: number;
  readonly act: string;
  readonly number: string;
  readonly project: string;
  readonly establishment: string;
  readonly amount: Dong;
  readonly since: LocalDate;
}

const waiting = (
  due: string,
  workingDays: number,
  act: string,
  number: string,
  project: string,
  establishment: string,
  millions: number,
  since: string,
): WaitingItem => ({
  due: localDate(due),
  workingDays,
  act,
  number: `KC-2026-${number}`,
  project,
  establishment,
  amount: million(millions),
  since: localDate(since),
});

export const groups: readonly { readonly label: string; readonly items: readonly WaitingItem[] }[] = [
  {
    label: 'Quá hạn',
    items: [
      waiting(
        '2026-11-18',
        -3,
        'Trả lời ý kiến thẩm định',
        '0031',
        'Dây chuyền chẻ nan mây tự động',
        'HTX mây tre đan (xã Nghi Lộc)',
        450,
        '2026-11-12',
      ),
      waiting(
        '2026-11-20',
        -1,
        'Duyệt dự toán',
        '0047',
        'Máy sấy thăng hoa dược liệu',
        'Công ty chế biến dược liệu (xã Con Cuông)',
        300,
        '2026-11-16',
      ),
    ],
  },
  {
    label: 'Hôm nay',
    items: [
      waiting(
        '2026-11-23',
        0,
        'Kiểm tra hồ sơ bổ sung',
        '0052',
        'Lò gạch không nung',
        'Hộ kinh doanh (xã Đô Lương)',
        185,
        '2026-11-20',
      ),
      waiting(
        '2026-11-23',
        0,
        'Ký biên bản nghiệm thu',
        '0018',
        'Máy CNC đục gỗ mỹ nghệ',
        'Cơ sở mộc mỹ nghệ (xã Diễn Châu)',
        300,
        '2026-11-21',
      ),
    ],
  },
  {
    label: 'Tuần này',
    items: [
      waiting(
        '2026-11-25',
        2,
        'Lấy ý kiến Sở Tài chính',
        '0058',
        'Mô hình chế biến chè sạch',
        'Công ty chè (xã Thanh Chương)',
        750,
        '2026-11-19',
      ),
      waiting(
        '2026-11-26',
        3,
        'Thanh toán đợt 2',
        '0009',
        'Đào tạo nghề dệt thổ cẩm, 35 học viên',
        'HTX dệt (xã Quỳ Châu)',
        96,
        '2026-11-18',
      ),
      waiting(
        '2026-11-27',
        4,
        'Quyết toán',
        '0004',
        'Đăng ký nhãn hiệu nước mắm',
        'Làng nghề (phường Vinh Phú)',
        35,
        '2026-11-10',
      ),
    ],
  },
];

const parts = (amounts: readonly (readonly [MoneyPart['station'], string, number])[]): readonly MoneyPart[] =>
  amounts.map(([station, label, amount]) => ({ station, label, amount: million(amount), href: '#' }));

export const funds = [
  {
    title: 'Ngân sách tỉnh',
    total: million(6500),
    parts: parts([
      ['settled', 'Đã quyết toán', 1840],
      ['spent', 'Đã chi', 900],
      ['advanced', 'Tạm ứng', 320],
      ['committed', 'Đã cam kết', 1140],
      ['planned', 'Trong kế hoạch', 1500],
      ['free', 'Chưa phân bổ', 800],
    ]),
  },
  {
    title: 'Khuyến công quốc gia',
    total: million(2400),
    parts: parts([
      ['settled', 'Đã quyết toán', 450],
      ['spent', 'Đã chi', 300],
      ['committed', 'Đã cam kết', 900],
      ['planned', 'Trong kế hoạch', 750],
    ]),
  },
] as const;

export const waits: readonly BarRow[] = [
  { label: 'Sở Tài chính', value: 11, figure: '11 ngày', tone: 'bad', href: '#' },
  { label: 'Phòng QLCN', value: 6, figure: '6 ngày', tone: 'waiting', href: '#' },
  { label: 'UBND xã', value: 4, figure: '4 ngày', tone: 'good', href: '#' },
  { label: 'Trung tâm', value: 2, figure: '2 ngày', tone: 'good', href: '#' },
];

export const stages: readonly Stage[] = [
  { label: 'Đề nghị', state: 'done', date: localDate('2026-03-02') },
  { label: 'Thẩm định', state: 'done', date: localDate('2026-03-19') },
  { label: 'Kế hoạch', state: 'done', date: localDate('2026-04-10') },
  { label: 'Dự toán', state: 'current' },
  { label: 'Hợp đồng', state: 'ahead' },
  { label: 'Thực hiện', state: 'ahead' },
  { label: 'Nghiệm thu', state: 'ahead' },
  { label: 'Quyết toán', state: 'ahead' },
];

export const estimate = [
  {
    content: 'Máy sấy thăng hoa 200 kg/mẻ',
    quantity: '1 bộ',
    cost: 520,
    support: 240,
    counterpart: 280,
    basis: 'Báo giá A, B',
  },
  {
    content: 'Hệ thống làm lạnh',
    quantity: '1 bộ',
    cost: 96,
    support: 40,
    counterpart: 56,
    basis: 'Báo giá A',
  },
  { content: 'Lắp đặt, chạy thử', quantity: '1 gói', cost: 44, support: 20, counterpart: 24, basis: null },
] as const;
