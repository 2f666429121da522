import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';

/** Room for a signature: certificates of three levels and a time stamp need some 9 kB. */
const ROOM = 20_480;

export interface Prepared {
  /** The document with an empty place for the signature. */
  readonly bytes: Uint8Array;
  /** Start and end of that place, brackets included. */
  readonly hole: readonly [number, number];
}

export interface Placed {
  readonly signer: string;
  readonly reason: string;
  readonly at: Date;
}

/**
 * Adds a signature field with an empty signature as an incremental update: every byte of the original stays, so that
 * signatures before it hold.
 */
export async function prepareForSigning(
  original: Uint8Array,
  { signer, reason, at }: Placed,
): Promise<Prepared> {
  const document = await PDFDocument.load(original, { forIncrementalUpdate: true, updateMetadata: false });
  const { context, catalog } = document;
  const far = 9_999_999_999;
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, far, far, far],
      Contents: PDFHexString.of('0'.repeat(ROOM * 2)),
      M: PDFString.of(pdfDate(at)),
      Name: PDFHexString.fromText(signer),
      Reason: PDFHexString.fromText(reason),
    }),
  );
  const page = document.getPage(0);
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFHexString.fromText(`KC-${context.largestObjectNumber}`),
      V: signature,
      // On no page to be seen, but printed and locked: a signature without a picture.
      Rect: [0, 0, 0, 0],
      F: 132,
      P: page.ref,
    }),
  );
  const onPage = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  page.node.set(PDFName.of('Annots'), context.obj([...(onPage?.asArray() ?? []), field]));
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  const kept = form
    ? Object.fromEntries(form.entries().map(([name, value]) => [name.decodeText(), value]))
    : {};
  const fields = form?.lookupMaybe(PDFName.of('Fields'), PDFArray)?.asArray() ?? [];
  catalog.set(PDFName.of('AcroForm'), context.obj({ ...kept, Fields: [...fields, field], SigFlags: 3 }));
  const bytes = Buffer.from(await document.commit());
  return { bytes, hole: setRange(bytes, original.length) };
}

function setRange(bytes: Buffer, from: number): readonly [number, number] {
  const start = bytes.indexOf(`<${'0'.repeat(64)}`, from, 'latin1');
  const end = bytes.indexOf('>', start, 'latin1') + 1;
  const range = /\/ByteRange \[ ?0 9999999999 9999999999 9999999999 ?\]/.exec(
    bytes.toString('latin1', from),
  )!;
  const text = `/ByteRange [0 ${start} ${end} ${bytes.length - end}]`.padEnd(range[0].length);
  bytes.write(text, from + range.index, 'latin1');
  return [start, end];
}

/** What is signed: all but the place of the signature itself. */
export function signedParts({ bytes, hole: [start, end] }: Prepared): Uint8Array[] {
  return [bytes.subarray(0, start), bytes.subarray(end)];
}

/** Puts the signature into its place; null where it is too large for it. */
export function embedSignature({ bytes, hole: [start, end] }: Prepared, cms: Uint8Array): Uint8Array | null {
  if (cms.length > ROOM) return null;
  const signed = Buffer.from(bytes);
  signed.write(
    Buffer.from(cms)
      .toString('hex')
      .padEnd(end - start - 2, '0'),
    start + 1,
    'latin1',
  );
  return signed;
}

export interface FoundSignature {
  readonly cms: Buffer;
  readonly parts: readonly [Uint8Array, Uint8Array];
  /** Where what it covers ends. */
  readonly end: number;
  readonly name: string | null;
  readonly reason: string | null;
  readonly at: Date | null;
  readonly subFilter: string;
}

/**
 * The signatures of a PDF in the order they were made; null stands for one whose range does not cover exactly all but
 * itself from the first byte.
 */
export async function findSignatures(bytes: Uint8Array): Promise<readonly (FoundSignature | null)[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
  const found: (FoundSignature | null)[] = [];
  for (const [, value] of document.context.enumerateIndirectObjects()) {
    const signature = value instanceof PDFDict && value.has(PDFName.of('ByteRange')) ? value : null;
    if (signature) found.push(readSignature(signature, bytes));
  }
  return found.toSorted((a, b) => (a?.end ?? 0) - (b?.end ?? 0));
}

function readSignature(dict: PDFDict, bytes: Uint8Array): FoundSignature | null {
  const range = dict.lookup(PDFName.of('ByteRange'));
  const numbers = range instanceof PDFArray ? range.asArray() : [];
  const [a, b, c, d] = numbers.map((one) => (one instanceof PDFNumber ? one.asNumber() : -1));
  if (numbers.length !== 4 || a !== 0 || !(b! > 0 && c! > b! && d! > 0 && c! + d! <= bytes.length))
    return null;
  const hole = Buffer.from(bytes.subarray(b, c)).toString('latin1');
  if (!/^<[0-9a-fA-F\s]*>$/.test(hole)) return null;
  const text = (name: string) => {
    const value = dict.lookup(PDFName.of(name));
    return value instanceof PDFString || value instanceof PDFHexString ? value : null;
  };
  const when = text('M');
  return {
    cms: Buffer.from(hole.replace(/[^0-9a-fA-F]/g, ''), 'hex'),
    parts: [bytes.subarray(0, b), bytes.subarray(c, c! + d!)],
    end: c! + d!,
    name: text('Name')?.decodeText() ?? null,
    reason: text('Reason')?.decodeText() ?? null,
    at: when && dateOf(when.asString()),
    subFilter: String(dict.lookup(PDFName.of('SubFilter')) ?? '').replace('/', ''),
  };
}

/** `D:20260312083000+07'00'`, as PDF writes a moment. */
function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `D:${local.slice(0, 19).replace(/\D/g, '')}+07'00'`;
}

function dateOf(text: string): Date | null {
  const m = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (!m) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign = '+',
    h = '00',
    min = '00',
  ] = m;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${h}:${min}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
