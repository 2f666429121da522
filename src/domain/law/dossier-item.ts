import type { Citation, TwoLanguages, Verification } from './citation.ts';
import type { ProcedureKind } from './procedure.ts';

/** A paper asked for. */
export interface DossierItem {
  readonly code: string;
  readonly mandatory: boolean;
  readonly label: TwoLanguages;
  readonly help: TwoLanguages | null;
  readonly citation: Citation | null;
  readonly verification: Verification;
}

/** A paper asked for with a request, and for what. */
export interface RequestPaper extends DossierItem {
  readonly kind: ProcedureKind;
  /** The contents it is asked for; empty: all. */
  readonly contents: readonly string[];
}
