import type { LocalDate } from '#kernel';
import type { Commune } from './place.ts';

/** A province, district or commune that ended with the reform of 1 July 2025 or shortly before. */
export interface OldUnit {
  /** `tinh-nghe-an/huyen-con-cuong/xa-chi-khe`. */
  readonly id: string;
  readonly level: 'province' | 'district' | 'commune';
  /** Of the statistical office; null for provinces, districts, and communes that ended earlier. */
  readonly code: string | null;
  /** In full: "Huyện Con Cuông". */
  readonly name: string;
  readonly parentId: string | null;
  /** Null: ended before 30 June 2025 on a day the source does not give. */
  readonly lastDay: LocalDate | null;
}

/** Grades of cities (đô thị loại đặc biệt, I, II, III). */
export const cityGrades = ['special', '1', '2', '3'] as const;
export type CityGrade = (typeof cityGrades)[number];

/** An old commune as the rules before 15 October 2025 ask about it, on a day. */
export interface OldPlace {
  readonly id: string;
  /** "Phường Lê Mao". */
  readonly name: string;
  /** `district`: an island district that had no communes. */
  readonly kind: 'commune' | 'township' | 'ward' | 'district';
  /** What it lay in at its end: "Thành phố Vinh". */
  readonly within: {
    readonly name: string;
    readonly kind: 'rural_district' | 'town' | 'city' | 'urban_district';
  };
  /** Of the city it lay in; null: no city, or the grade of that day is not known. */
  readonly grade: { readonly grade: CityGrade; readonly verified: boolean } | null;
  /** What the ward was until some day, where that is known. */
  readonly origin: {
    readonly was: 'commune' | 'town_ward';
    readonly until: LocalDate;
    readonly verified: boolean;
  } | null;
  /** A commune of the same name ended beside it before 30 June 2025: the ward was made of it not long ago. */
  readonly hasNamesake: boolean;
  /** It was there until the last day before the reform. */
  readonly lasted: boolean;
}

export interface Successor {
  readonly commune: Commune;
  /** Only a part of the old commune came here. */
  readonly part: boolean;
}

export interface FoundCommune {
  readonly commune: Commune;
  /** By what it was found: its own name, an old commune's name, or what that lay in. */
  readonly matched: 'name' | 'old_name' | 'old_district';
  /** The old unit it was found by. */
  readonly old?: {
    /** `tinh-nghe-an/huyen-con-cuong/xa-chi-khe`. */
    readonly id: string;
    /** "Xã Chi Khê". */
    readonly name: string;
    /** "Huyện Con Cuông"; null where the old unit is itself a district. */
    readonly district: string | null;
    readonly province: string;
    readonly part: boolean;
  };
}
