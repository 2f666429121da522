/** What the frame of a page knows about the person signed in. */
export interface ActorSummary {
  readonly name: string;
  /** Names of the units the person acts for, without repetition. */
  readonly units: readonly string[];
  /** Has work on projects: the desk is for them. An administrator alone has none. */
  readonly staff: boolean;
  readonly applicant: boolean;
  readonly administrator: boolean;
  /** Whose place they take in all they do now. */
  readonly standsInFor?: { readonly name: string; readonly role: string; readonly until: string } | null;
}

/** Who a part of the site is for; the frame offers each audience its own ways. */
export type Audience = 'public' | 'applicant' | 'staff';

/** What the root layout hands to every page. */
export interface FrameData {
  readonly actor: ActorSummary | null;
  /** Notices not read; more than 99 are not counted. */
  readonly unread?: number;
  readonly locale: 'vi' | 'en';
  /** The installation shows a sample province, and says so on every page. */
  readonly demo: boolean;
  /** Name of the province, when one is known. */
  readonly province: string | null;
  /** Address of the source of the version that runs, or of the page about it. */
  readonly source: string;
}

/** Where the person is; a URL will do. */
export interface Here {
  readonly pathname: string;
  readonly search: string;
}
