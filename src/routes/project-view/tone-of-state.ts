import type { State } from '#projects';
import type { Tone } from '#ui/tone.ts';

/** The colour of a state; its word and icon always stand with it. */
export function toneOfState(state: State): Tone {
  if (state === 'closed' || state === 'settled' || state === 'paid' || state === 'accepted') return 'good';
  if (state === 'rejected' || state === 'stopped') return 'bad';
  if (state === 'supplement_requested') return 'waiting';
  if (state === 'draft' || state === 'withdrawn') return 'neutral';
  return 'info';
}
