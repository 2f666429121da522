import { foldText } from '#kernel';
import { formerly, type CommuneOption, type OldPlace } from './commune-option.ts';

export interface FoundOption extends CommuneOption {
  /** By which old name it was found; empty for its own. */
  readonly note: string;
}

export interface FoundOptions {
  readonly options: readonly FoundOption[];
  /** The server could not be asked: only today's names of the list at hand were searched. */
  readonly offline: boolean;
}

/**
 * Asks the server for communes by any name; on a lost connection searches the list at hand. Answers
 * undefined when `signal` was aborted, that is, when a later question overtook this one.
 */
export async function findCommunes(
  text: string,
  province: string | undefined,
  atHand: readonly CommuneOption[],
  signal: AbortSignal,
): Promise<FoundOptions | undefined> {
  const query = new URLSearchParams({ q: text, ...(province === undefined ? {} : { province }) });
  try {
    const answer = await fetch(`/communes?${query}`, { signal, headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { results } = (await answer.json()) as {
      results: (CommuneOption & { matched: string; old: OldPlace | null })[];
    };
    return {
      options: results.map(({ code, title, matched, old }) => ({
        code,
        title,
        note: formerly(matched, old),
      })),
      offline: false,
    };
  } catch {
    if (signal.aborted) return undefined;
    const key = foldText(text.trim());
    const near = atHand.filter((option) => foldText(option.title).includes(key)).slice(0, 12);
    return { options: near.map((option) => ({ ...option, note: '' })), offline: true };
  }
}
