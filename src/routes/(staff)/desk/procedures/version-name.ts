import { m } from '#messages';

/** "Bản 2 của tỉnh", or the one for all. */
export const versionName = (own: { readonly version: number } | null): string =>
  own === null ? m.procedures_version_shared() : m.procedures_version_own({ version: String(own.version) });

export const silenceName = (silence: 'nothing' | 'escalation'): string =>
  silence === 'nothing' ? m.procedures_silence_nothing() : m.procedures_silence_escalation();
