import type { MinutesContent, Position, Vote } from '#appraisal';
import { docTien, dong, formatDate, formatDong } from '#kernel';
import { citationText } from '#text';

/** Minutes are papers of a Vietnamese authority: they are written in Vietnamese whatever language the page speaks. */
const POSITIONS: Readonly<Record<Position, string>> = {
  chair: 'Chủ tịch Hội đồng',
  deputy: 'Phó Chủ tịch Hội đồng',
  member: 'Ủy viên',
  member_secretary: 'Ủy viên thư ký',
  secretary: 'Thư ký',
};
/** The secretary on the left, the chair on the right, the others beneath. */
const SIGNING: readonly Position[] = ['member_secretary', 'secretary', 'chair', 'deputy', 'member'];
const CONCLUSIONS: Readonly<Record<Vote, string>> = {
  pass: 'Đạt',
  pass_with_changes: 'Đạt, có điều chỉnh',
  reject: 'Không đạt',
};
export interface MinutesPaper {
  readonly decision: string;
  readonly heldOn: string;
  readonly place: string;
  readonly sessionNo: string;
  readonly level: string;
  readonly quorum: string;
  readonly remarks: string;
  readonly hash: string;
  readonly shortHash: string;
  readonly sample: boolean;
  readonly members: readonly (readonly [
    name: string,
    position: string,
    organisation: string,
    present: string,
  ])[];
  readonly dossiers: readonly {
    readonly heading: string;
    readonly lines: readonly (readonly [label: string, text: string])[];
  }[];
  readonly signers: readonly (readonly [name: string, position: string])[];
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** What the minutes say, in the words of an office. */
export function minutesPaper(content: MinutesContent, hash: string, sample: boolean): MinutesPaper {
  const { council, session, quorum } = content;
  const basis = content.basis.map((b) => citationText({ ...b, clause: null, point: null }, 'vi')).join('; ');
  return {
    decision: `Quyết định số ${council.number} ngày ${formatDate(council.decidedOn)}`,
    heldOn: formatDate(session.heldOn),
    place: session.place,
    sessionNo: String(session.no),
    level: council.level,
    quorum: `Có mặt ${quorum.present}/${quorum.voting} thành viên có quyền biểu quyết; yêu cầu ít nhất ${quorum.needed}.`,
    remarks: session.remarks ?? '',
    hash,
    shortHash: hash.slice(0, 16),
    sample,
    members: content.members.map((m) => [
      m.name,
      POSITIONS[m.position],
      m.organisation ?? '',
      m.present ? 'Có mặt' : 'Vắng mặt',
    ]),
    dossiers: content.dossiers.map((d) => ({
      heading: `${d.number} – ${d.title}`,
      lines: [
        ['Đơn vị thụ hưởng', d.establishment],
        ['Kinh phí đề nghị', `${formatDong(dong(d.asked), 'vi')} đồng (${docTien(dong(d.asked))})`],
        ...(d.recused.length > 0
          ? ([['Không tham gia vì xung đột lợi ích', d.recused.join(', ')]] as const)
          : []),
        [
          'Biểu quyết',
          `${d.cast} phiếu: ${d.votes.pass} đạt, ${d.votes.pass_with_changes} đạt có điều chỉnh, ${d.votes.reject} không đạt`,
        ],
        [
          `Tiêu chí theo pháp luật (${basis})`,
          d.unmet.length === 0
            ? 'tất cả phiếu đánh giá đạt'
            : d.unmet.map((u) => `${u.count} phiếu đánh giá chưa đạt về “${u.criterion}”`).join('; '),
        ],
        ...(d.score === null
          ? []
          : ([
              ['Điểm bình quân có trọng số', `${(d.score / 100).toFixed(2).replace('.', ',')}/100`],
            ] as const)),
        ['Kết luận', CONCLUSIONS[d.conclusion]],
        ['Lý do', d.reasons],
      ].map(([label = '', text = '']) => [label, sentence(text)] as const),
    })),
    signers: content.members
      .filter((m) => m.present)
      .toSorted((a, b) => SIGNING.indexOf(a.position) - SIGNING.indexOf(b.position))
      .map((m) => [m.name, POSITIONS[m.position]]),
  };
}
