import type { Vote } from '#appraisal';
import type { Tone } from '#ui/tone.ts';

const TONES: Readonly<Record<Vote, Tone>> = { pass: 'good', pass_with_changes: 'info', reject: 'bad' };

export const voteTone = (vote: Vote): Tone => TONES[vote];
