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
    /** "Xã Chi Khê". */
    readonly name: string;
    /** "Huyện Con Cuông"; null where the old unit is itself a district. */
    readonly district: string | null;
    readonly province: string;
    readonly part: boolean;
  };
}
