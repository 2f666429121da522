import type { DocumentStatus } from '#law';
import type { Tone } from '#ui/tone.ts';

const TONES: Readonly<Record<DocumentStatus, Tone>> = {
  not_yet: 'waiting',
  in_force: 'good',
  amended: 'info',
  replaced: 'bad',
  expired: 'neutral',
  unknown: 'waiting',
};

export function toneOfDocument(status: DocumentStatus): Tone {
  return TONES[status];
}
