import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Hourglass from '@lucide/svelte/icons/hourglass';
import { m } from '#messages';

/** A rule applied: its sign, its colour, and the word for who sees neither. */
export const FINDING_LOOKS = {
  passed: { icon: CircleCheck, ink: 'text-bamboo', word: m.support_passed },
  failed: { icon: CircleAlert, ink: 'text-lacquer', word: m.support_failed },
  to_be_shown: { icon: Hourglass, ink: 'text-straw-ink', word: m.support_to_be_shown },
} as const;
