export interface DescriptionItem {
  readonly label: string;
  readonly text?: string | null;
}
