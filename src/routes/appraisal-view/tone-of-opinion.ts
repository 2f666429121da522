import type { OpinionState } from '#appraisal';
import type { Tone } from '#ui/tone.ts';

const TONES: Readonly<Record<OpinionState, Tone>> = {
  waiting: 'waiting',
  late: 'bad',
  consented: 'neutral',
  escalated: 'bad',
  answered: 'good',
  withdrawn: 'neutral',
  waived: 'neutral',
};

export const toneOfOpinion = (state: OpinionState): Tone => TONES[state];
