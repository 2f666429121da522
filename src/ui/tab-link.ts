export interface TabLink {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
  readonly current?: boolean;
}
