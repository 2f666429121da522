import { describe, expect, it } from 'vitest';
import type { MinutesContent } from '#appraisal';
import { localDate } from '#kernel';
import { minutesPdf } from './minutes-pdf.ts';
import { minutesWord } from './minutes-word.ts';
import { minutesPaper } from './minutes-words.ts';

const seat = (name: string, position: MinutesContent['members'][number]['position'], present = true) => ({
  ...{ name, organisation: 'Sở Công Thương', position, present },
});
const content: MinutesContent = {
  council: { number: '118/QĐ-SCT', decidedOn: localDate('2026-11-09'), level: 'Cấp tỉnh' },
  session: { no: 1, heldOn: localDate('2026-11-29'), place: 'Phòng họp số 2', remarks: null },
  quorum: { voting: 3, needed: 2, present: 2 },
  members: [
    seat('Lê Quang Huy', 'chair'),
    seat('Cao Thị Bích Ngọc', 'member', false),
    seat('Nguyễn Thị Hạnh', 'member_secretary'),
  ],
  basis: [{ document: '36/2013/TT-BCT', article: '9' }],
  dossiers: [
    {
      ...{ no: 1, number: 'KC-2026-0041', title: 'Máy cắt đá #*_$', establishment: 'Đá Phủ Quỳ' },
      ...{ asked: '240000000', recused: ['Cao Thị Bích Ngọc'], conclusion: 'pass_with_changes' },
      ...{ reasons: 'Bổ sung báo giá.', votes: { pass: 1, pass_with_changes: 1, reject: 0 }, cast: 2 },
      ...{ unmet: [{ criterion: 'Năng lực', count: 1 }], score: 8123 },
    },
  ],
};

describe('the minutes of a council', () => {
  const paper = minutesPaper(content, 'a3f09c'.padEnd(64, '0'), true);

  it('say votes, criteria, score, conclusion and reasons in the words of an office', () => {
    expect(paper.dossiers[0]!.lines.map((line) => line.join(': '))).toEqual([
      'Đơn vị thụ hưởng: Đá Phủ Quỳ.',
      'Kinh phí đề nghị: 240.000.000 đồng (Hai trăm bốn mươi triệu đồng).',
      'Không tham gia vì xung đột lợi ích: Cao Thị Bích Ngọc.',
      'Biểu quyết: 2 phiếu: 1 đạt, 1 đạt có điều chỉnh, 0 không đạt.',
      'Tiêu chí theo pháp luật (Thông tư 36/2013/TT-BCT, Điều 9): 1 phiếu đánh giá chưa đạt về “Năng lực”.',
      'Điểm bình quân có trọng số: 81,23/100.',
      'Kết luận: Đạt, có điều chỉnh.',
      'Lý do: Bổ sung báo giá.',
    ]);
  });

  it('are signed by those who were there, the secretary first', () => {
    expect(paper.signers.map(([name]) => name)).toEqual(['Nguyễn Thị Hạnh', 'Lê Quang Huy']);
  });

  it('become a PDF and a Word file, whatever the titles contain', async () => {
    const start = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 4)).toString('latin1');
    expect(start(minutesPdf(paper))).toBe('%PDF');
    expect(start(await minutesWord(paper))).toBe('PK\u0003\u0004');
    expect(minutesPdf(paper)).toEqual(minutesPdf(paper));
  });
});
