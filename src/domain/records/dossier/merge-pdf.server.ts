import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFObject,
} from '@cantoo/pdf-lib';

export interface Part {
  readonly title: string;
  /** Asked for when its turn comes, so that one file is in memory at a time; null: it cannot be read. */
  readonly read: () => Promise<Uint8Array | null>;
  /** Stands in for what is no PDF, or cannot be read. */
  readonly cover: (why: 'not_pdf' | 'not_readable') => Promise<Uint8Array>;
}

/** Pages are taken over with what they need to be seen, and nothing that acts: no scripts, forms, links. */
const LEFT_OUT = new Set([
  'Parent',
  'Annots',
  'AA',
  'B',
  'StructParents',
  'Tabs',
  'PieceInfo',
  'Metadata',
  'Thumb',
]);
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/**
 * Writes PDFs one behind the other into one with a bookmark each, piece by piece: of what was written only the place of
 * each object is kept, 20 bytes a piece, so memory follows the largest part and not the sum.
 */
export async function* mergePdfs(parts: AsyncIterable<Part> | Iterable<Part>): AsyncGenerator<Uint8Array> {
  const out = new Writer();
  const pages: number[] = [];
  const marks: { title: string; page: number }[] = [];
  const catalog = out.reserve();
  const tree = out.reserve();
  yield out.head();
  for await (const part of parts) {
    const document = await documentOf(part);
    marks.push({ title: part.title, page: pages.length });
    for (const page of document.getPages()) {
      const number = out.reserve();
      const dict = page.node.clone();
      for (const name of INHERITED) {
        const value = page.node.getInheritableAttribute(PDFName.of(name));
        if (value) dict.set(PDFName.of(name), value);
      }
      for (const name of LEFT_OUT) dict.delete(PDFName.of(name));
      yield out.write(number, `<< /Parent ${tree} 0 R ${inner(out.text(dict))}`);
      pages.push(number);
      yield* out.follow(document);
    }
    out.endPart();
  }
  const outlines = out.reserve();
  const items = marks.map(() => out.reserve());
  for (const [i, mark] of marks.entries()) {
    const near = [i > 0 && `/Prev ${items[i - 1]} 0 R`, i + 1 < items.length && `/Next ${items[i + 1]} 0 R`];
    const title = PDFHexString.fromText(mark.title).toString();
    const there = `/Dest [${pages[mark.page]} 0 R /Fit]`;
    yield out.write(
      items[i]!,
      `<< /Title ${title} /Parent ${outlines} 0 R ${near.filter(Boolean).join(' ')} ${there} >>`,
    );
  }
  const ends = items.length > 0 ? `/First ${items[0]} 0 R /Last ${items.at(-1)} 0 R` : '';
  yield out.write(outlines, `<< /Type /Outlines ${ends} /Count ${items.length} >>`);
  yield out.write(
    tree,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((p) => `${p} 0 R`).join(' ')}] >>`,
  );
  yield out.write(
    catalog,
    `<< /Type /Catalog /Pages ${tree} 0 R /Outlines ${outlines} 0 R /PageMode /UseOutlines >>`,
  );
  yield out.end(catalog);
}

async function documentOf(part: Part): Promise<PDFDocument> {
  const bytes = await part.read();
  if (bytes === null) return PDFDocument.load(await part.cover('not_pdf'));
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    if (document.getPageCount() > 0) return document;
  } catch {
    // Broken or locked: stored before such files were refused.
  }
  return PDFDocument.load(await part.cover('not_readable'));
}

const inner = (dict: string) => dict.replace(/^<<\s*/, '');

class Writer {
  #at = 0;
  readonly #places: number[] = [0];
  #renumbered = new Map<string, number>();
  #waiting: PDFRef[] = [];

  reserve(): number {
    return this.#places.push(-1) - 1;
  }

  head(): Uint8Array {
    const head = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');
    this.#at = head.length;
    return head;
  }

  write(number: number, body: string | Uint8Array): Uint8Array {
    this.#places[number] = this.#at;
    const piece = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
      Buffer.from('\nendobj\n'),
    ]);
    this.#at += piece.length;
    return piece;
  }

  /** An object as text, its references those of the new document. */
  text(value: PDFObject): string {
    if (value instanceof PDFRef) return `${this.#numberOf(value)} 0 R`;
    if (value instanceof PDFArray)
      return `[${value
        .asArray()
        .map((one) => this.text(one))
        .join(' ')}]`;
    if (value instanceof PDFDict)
      return `<< ${value
        .entries()
        .map(([name, one]) => `${name.toString()} ${this.text(one)}`)
        .join(' ')} >>`;
    return value.toString();
  }

  #numberOf(ref: PDFRef): number {
    const known = this.#renumbered.get(ref.tag);
    if (known !== undefined) return known;
    const number = this.reserve();
    this.#renumbered.set(ref.tag, number);
    this.#waiting.push(ref);
    return number;
  }

  /** Everything that was pointed at, once; what points back to pages or the catalogue leads nowhere. */
  *follow(document: PDFDocument): Generator<Uint8Array> {
    for (let ref = this.#waiting.pop(); ref !== undefined; ref = this.#waiting.pop()) {
      const number = this.#renumbered.get(ref.tag)!;
      const value = document.context.lookup(ref);
      yield this.write(number, value === undefined || isOutside(value) ? 'null' : this.#body(value));
    }
  }

  #body(value: PDFObject): string | Uint8Array {
    if (!(value instanceof PDFStream)) return this.text(value);
    const bytes = value instanceof PDFRawStream ? value.contents : value.getContents();
    const dict = value.dict.clone();
    dict.set(PDFName.of('Length'), PDFNumber.of(bytes.length));
    return Buffer.concat([
      Buffer.from(`${this.text(dict)}\nstream\n`, 'latin1'),
      bytes,
      Buffer.from('\nendstream'),
    ]);
  }

  /** The next part numbers its objects anew. */
  endPart(): void {
    this.#renumbered = new Map();
    this.#waiting = [];
  }

  end(catalog: number): Uint8Array {
    const rows = this.#places.map((place, i) =>
      i === 0 || place < 0 ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`,
    );
    const size = this.#places.length;
    return Buffer.from(
      `xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root ${catalog} 0 R >>\nstartxref\n${this.#at}\n%%EOF\n`,
    );
  }
}

function isOutside(value: PDFObject): boolean {
  const type = value instanceof PDFDict ? String(value.get(PDFName.of('Type')) ?? '') : '';
  return ['/Page', '/Pages', '/Catalog', '/Annot', '/StructTreeRoot', '/StructElem'].includes(type);
}
