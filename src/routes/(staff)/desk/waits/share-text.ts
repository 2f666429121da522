import { m } from '#messages';

/** "12%", rounded to whole per cent; of nothing, a dash. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? '–' : m.waits_share({ share: Math.round((part * 100) / whole) });
