import type { CheckedSignature } from './signing/signature.ts';

/** What a paper is, as the dossier checklists and the acts name it. */
export const documentKinds = [
  'quotation',
  'business_registration',
  'commitment',
  'support_request',
  'site_photo',
  'appraisal_minutes',
  'council_decision',
  'council_minutes',
  'plan_decision',
  'estimate_approval',
  'contract',
  'progress_report',
  'acceptance_minutes',
  'payment_voucher',
  'settlement_table',
  'budget_decision',
  'issued_paper',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Largest upload accepted, in bytes: 20 MiB, a scanned contract of about 60 pages. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;

/**
 * The media type told by a file's first bytes, never by its name: PDF, JPEG, PNG, or an Office
 * file (a ZIP). Null for anything else, which is refused.
 */
export function sniffMediaType(head: Uint8Array): string | null {
  const starts = (...bytes: number[]) => bytes.every((b, i) => head[i] === b);
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'application/zip';
  return null;
}

/** The head of the formats before 2007, in which a Word or Excel file with a password is wrapped as well. */
export function isOldOffice(head: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => head[i] === byte);
}

/** Extensions served for each accepted type; an Office file keeps its own. */
export function extensionOf(mediaType: string, fileName: string): string {
  const known: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };
  return known[mediaType] ?? (/\.(xlsx|docx|zip)$/i.exec(fileName)?.[1]?.toLowerCase() || 'zip');
}

export interface StoredFile {
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fileName: string;
  /** Whether a scanner for viruses has seen it; who was not asked is asked later. */
  readonly scanned?: boolean;
  readonly signatures?: readonly CheckedSignature[];
}

export interface NewDocument {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly number?: string | null;
  readonly issuedOn?: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly file: StoredFile | null;
}
