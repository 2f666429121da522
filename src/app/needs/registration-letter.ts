import { docTien, type LocalDate } from '#kernel';
import { sumsOf } from '#projects';
import type { Registration } from '#projects/server';
import { money, programmeTitle } from './registration-words.ts';

/** The words of a letter, for whatever sets them on paper. */
export interface LetterPaper {
  readonly sample: boolean;
  readonly hash: string;
  readonly sender: string;
  readonly signer: string;
  readonly number: string;
  readonly about: string;
  readonly date: string;
  readonly to: string;
  readonly title: string;
  readonly opening: string;
  /** Each with its heading. */
  readonly parts: readonly (readonly [string, readonly string[]])[];
}

const BLANK = '……/……';

export const paperHead = ({ content, hash }: Registration, sample: boolean) => ({
  ...{ sample, hash: hash.slice(0, 32), sender: content.letter.sender, signer: content.letter.signer },
  number: content.letter.number ?? BLANK,
});

/** "23 tháng 11 năm 2026", as letters are dated. */
function dayInWords(day: LocalDate): string {
  const [year, month, date] = day.split('-');
  return `${date} tháng ${month} năm ${year}`;
}

export function letterPaper(made: Registration, sample: boolean): LetterPaper {
  const { content } = made;
  const { letter, fiscalYear } = content;
  const { count, cost, asked } = sumsOf(content.rows);
  const about = `đăng ký kế hoạch ${programmeTitle(content)} năm ${fiscalYear}`;
  const lines = (text: string) => text.split(/\n+/).filter((line) => line.trim() !== '');
  return {
    ...paperHead(made, sample),
    ...{ about, date: dayInWords(letter.date), to: letter.to, title: `Công văn ${about}` },
    opening: `${letter.sender} báo cáo và đăng ký kế hoạch ${programmeTitle(content)} năm ${fiscalYear} như sau:`,
    parts: [
      [`1. Kết quả thực hiện năm ${fiscalYear - 2}`, lines(letter.past)],
      [`2. Ước thực hiện năm ${fiscalYear - 1}`, lines(letter.present)],
      [`3. Mục tiêu, định hướng năm ${fiscalYear}`, lines(letter.goals)],
      [
        '4. Đề án, nhiệm vụ đăng ký',
        [
          `Đăng ký ${count} đề án, nhiệm vụ; tổng kinh phí ${money(cost)} đồng, trong đó đề nghị ${programmeTitle(content)} hỗ trợ ${money(asked)} đồng (${docTien(asked, { capital: false })}). Chi tiết tại bảng tổng hợp kèm theo.`,
        ],
      ],
    ],
  };
}
