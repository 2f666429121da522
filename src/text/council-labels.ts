import type { Position, Vote } from '#appraisal';
import { m } from '#messages';

type Label = () => string;

const POSITIONS: Readonly<Record<Position, Label>> = {
  chair: m.council_pos_chair,
  deputy: m.council_pos_deputy,
  member: m.council_pos_member,
  member_secretary: m.council_pos_member_secretary,
  secretary: m.council_pos_secretary,
};
const VOTES: Readonly<Record<Vote, Label>> = {
  pass: m.council_vote_pass,
  pass_with_changes: m.council_vote_changes,
  reject: m.council_vote_reject,
};

export const positionLabel = (position: Position): string => POSITIONS[position]();
export const councilVoteLabel = (vote: Vote): string => VOTES[vote]();
