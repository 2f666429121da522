/** What became of a document after a signature was put on it. */
export type After =
  /** Nothing: the signature covers all of it. */
  | 'nothing'
  /** It was signed again, and nothing else was done. */
  | 'signed_again'
  /** Something was changed or added, which this signature does not vouch for. */
  | 'changed';

export type Trust =
  | 'trusted'
  /** Its chain does not end at a root the province trusts. */
  | 'unknown_root'
  /** A certificate of its chain was not valid at that time. */
  | 'not_valid_then';

/** What can be said of one signature. */
export interface SignatureFinding {
  readonly signer: string;
  readonly organization: string | null;
  readonly issuer: string;
  readonly serial: string;
  readonly reason: string | null;
  readonly at: Date | null;
  /** Whether an authority saw it at that time; otherwise the signer says so. */
  readonly stamped: boolean;
  /** The signed bytes are the ones that were signed, by the key of that certificate. */
  readonly intact: boolean;
  readonly after: After;
  readonly trust: Trust;
}

/** A signature that cannot even be read, or does not cover what it claims. */
interface UnreadableSignature {
  readonly unreadable: true;
  readonly signer?: undefined;
}

export type CheckedSignature = SignatureFinding | UnreadableSignature;

/** Good in every respect. */
export function isSound(signature: CheckedSignature): boolean {
  if (!('intact' in signature)) return false;
  return signature.intact && signature.after !== 'changed' && signature.trust === 'trusted';
}
