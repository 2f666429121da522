import { dong, MILLION, multiplyRatio, sumDong, type Dong } from '#kernel';
import { lineAmount, type CostLine } from '#projects';
import type { Offer, Trade } from '../data/trade.ts';
import type { Random } from '../random.ts';

/** A machine with the number and price decided. */
export interface PlannedMachine extends Offer {
  readonly quantity: number;
  readonly unitPrice: Dong;
}

/** What a project buys and does. */
export interface PlannedCost {
  readonly title: string;
  readonly machines: readonly PlannedMachine[];
  readonly lines: readonly CostLine[];
}

/** Where a cheaper machine is wanted, so that the share of the cost decides and not the cap, million đồng. */
const MODEST = 400;

/** Works out what a project of this content costs in this trade. */
export function costOf(content: string, trade: Trade, random: Random, modest: boolean): PlannedCost {
  switch (content) {
    case 'MM-02':
      return bought(`Ứng dụng ${trade.line.name}`, priced(trade.line.parts, random), random);
    case 'MH-01': {
      const model = bought(
        `Mô hình trình diễn kỹ thuật ${trade.model}`,
        priced(trade.line.parts, random),
        random,
      );
      return { ...model, lines: [...model.lines, ...meetings(random)] };
    }
    case 'MH-02':
      return { title: `Phổ biến, nhân rộng mô hình ${trade.model}`, machines: [], lines: spreading(random) };
    case 'NH-01':
      return { title: `Xây dựng, đăng ký nhãn hiệu ${trade.product}`, machines: [], lines: branding(random) };
    case 'MT-01':
      return bought(`Xử lý ${trade.waste} tại cơ sở`, priced([treatment(trade)], random), random);
    default: {
      const chosen = modest ? [cheapest(trade)] : chooseMachines(trade, random);
      const names = chosen.map((offer) => lowerFirst(offer.name)).join(' và ');
      return bought(`Ứng dụng ${names} trong sản xuất ${trade.product}`, priced(chosen, random), random);
    }
  }
}

function chooseMachines(trade: Trade, random: Random): readonly Offer[] {
  const [first, second] = random.shuffle(trade.machines);
  return random.chance(0.25) && second !== undefined ? [first!, second] : [first!];
}

function cheapest(trade: Trade): Offer {
  const modest = trade.machines.filter((offer) => offer.price[1] < MODEST && offer.price[0] >= 80);
  return modest[0] ?? trade.machines[0]!;
}

const treatment = (trade: Trade): Offer => ({
  name: `Hệ thống xử lý ${trade.waste}`,
  origin: 'Việt Nam',
  capacity: '20 m³/ngày đêm',
  unit: 'hệ thống',
  price: [350, 780],
});

/** Small machines are bought by the dozen: no project is worth its paper below this, million đồng. */
const LEAST = 80;

function priced(chosen: readonly Offer[], random: Random): PlannedMachine[] {
  return chosen.map((offer) => {
    const price = random.whole(offer.price[0], offer.price[1]);
    const quantity = price < LEAST ? Math.ceil((LEAST * random.whole(2, 4)) / price) : 1;
    return { ...offer, quantity, unitPrice: million(price) };
  });
}

function bought(title: string, machines: readonly PlannedMachine[], random: Random): PlannedCost {
  const lines = machines.map(({ name, unit, quantity, unitPrice }) =>
    line(name, unit, quantity, unitPrice, true),
  );
  const whole = sumDong(lines.map(lineAmount));
  const fitting = roundTo(multiplyRatio(whole, BigInt(random.whole(3, 7)), 100n), MILLION);
  lines.push(line('Vận chuyển, lắp đặt, chạy thử', 'gói', 1, fitting, false));
  if (random.chance(0.6)) {
    const given = random.chance(0.25) ? million(random.whole(10, 20)) : dong(0);
    const works = line(
      'Cải tạo nhà xưởng, đường điện ba pha',
      'gói',
      1,
      million(random.whole(30, 180)),
      false,
    );
    lines.push({ ...works, other: given });
  }
  return { title, machines, lines };
}

const meetings = (random: Random): CostLine[] => [
  line('Hội nghị trình diễn kỹ thuật', 'cuộc', 1, million(random.whole(18, 30)), true),
  line('Tài liệu hướng dẫn vận hành', 'bộ', 100, dong(random.whole(80, 120) * 1000), true),
];

const spreading = (random: Random): CostLine[] => [
  line('Biên soạn, in tài liệu kỹ thuật', 'bộ', 300, dong(random.whole(70, 95) * 1000), true),
  line('Hội nghị trình diễn tại xưởng', 'cuộc', 2, million(random.whole(14, 20)), true),
  line('Đón đoàn tham quan, hướng dẫn thực hành', 'đoàn', 6, dong(random.whole(40, 55) * 100_000), true),
  line('Nguyên liệu chạy trình diễn', 'gói', 1, million(random.whole(15, 28)), false),
];

const branding = (random: Random): CostLine[] => [
  line('Thiết kế bộ nhận diện nhãn hiệu', 'gói', 1, million(random.whole(24, 36)), true),
  line('Tra cứu, nộp đơn đăng ký nhãn hiệu', 'gói', 1, million(random.whole(12, 18)), true),
  line('In tem truy xuất, bao bì đợt đầu', 'gói', 1, million(random.whole(16, 30)), true),
];

function line(label: string, unit: string, quantity: number, unitPrice: Dong, eligible: boolean): CostLine {
  return { label, unit, quantity, unitPrice, eligible, other: dong(0) };
}

export const million = (n: number): Dong => dong(BigInt(n) * MILLION);

/** Down to a whole multiple: nobody asks for odd đồng. */
export function roundTo(amount: Dong, step: Dong): Dong {
  return dong(amount - (amount % step));
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
