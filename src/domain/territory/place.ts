/** The provincial level since 1 July 2025. */
export type ProvinceKind = 'province' | 'city';
/** The communal level since 1 July 2025: xã, phường, đặc khu. */
export type CommuneKind = 'commune' | 'ward' | 'special_zone';

export interface Province {
  /** Two digits of the statistical office, `40` for Nghệ An. */
  readonly code: string;
  /** Without the word for its kind: "Nghệ An". */
  readonly name: string;
  readonly kind: ProvinceKind;
}

export interface Commune {
  /** Five digits of the statistical office. */
  readonly code: string;
  /** Without the word for its kind: "Con Cuông". */
  readonly name: string;
  readonly kind: CommuneKind;
  readonly province: Province;
}

const PROVINCE_WORDS: Readonly<Record<ProvinceKind, string>> = { province: 'Tỉnh', city: 'Thành phố' };
const COMMUNE_WORDS: Readonly<Record<CommuneKind, string>> = {
  commune: 'Xã',
  ward: 'Phường',
  special_zone: 'Đặc khu',
};

/** "Thành phố Hà Nội", "Tỉnh Nghệ An": an official name, the same in every language of the interface. */
export function provinceTitle(province: Pick<Province, 'name' | 'kind'>): string {
  return `${PROVINCE_WORDS[province.kind]} ${province.name}`;
}

/** "Xã Con Cuông". */
export function communeTitle(commune: Pick<Commune, 'name' | 'kind'>): string {
  return `${COMMUNE_WORDS[commune.kind]} ${commune.name}`;
}

/** "Xã Con Cuông, Nghệ An": enough to tell it from namesakes elsewhere. */
export function communeLabel(commune: Commune): string {
  return `${communeTitle(commune)}, ${commune.province.name}`;
}

/** Reads a title back; undefined when it begins with no word for a communal unit. */
export function readCommuneTitle(title: string): Pick<Commune, 'name' | 'kind'> | undefined {
  for (const [kind, word] of Object.entries(COMMUNE_WORDS) as [CommuneKind, string][]) {
    if (title.startsWith(`${word} `)) return { kind, name: title.slice(word.length + 1) };
  }
  return undefined;
}
