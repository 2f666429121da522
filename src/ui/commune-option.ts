import { m } from '#messages';

/** A commune to choose: its five-digit code and its title, "Xã Con Cuông". */
export interface CommuneOption {
  readonly code: string;
  readonly title: string;
}

/** The old unit a commune was found by. */
export interface OldPlace {
  readonly name: string;
  readonly district: string | null;
  readonly part: boolean;
}

/** "có xã Chi Khê, huyện Con Cuông cũ"; empty where the commune's own name was found. */
export function formerly(matched: string, old: OldPlace | null): string {
  if (old === null) return '';
  if (matched === 'old_district' && old.district !== null)
    return m.territory_formerly_in({ district: inSentence(old.district) });
  const name = [old.name, old.district]
    .filter((part) => part !== null)
    .map(inSentence)
    .join(', ');
  return old.part ? m.territory_formerly_part({ name }) : m.territory_formerly({ name });
}

/** Inside a sentence the word for the kind of unit is small: "huyện Con Cuông". */
function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
