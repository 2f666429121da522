import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { mergePdfs, type Part } from './merge-pdf.server.ts';

async function pdf(pages: number, text: string, objectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let i = 0; i < pages; i++) document.addPage([300 + i, 400]).drawText(`${text} ${i}`);
  document.catalog.set(
    PDFName.of('OpenAction'),
    document.context.obj({ S: 'JavaScript', JS: PDFString.of('x') }),
  );
  return document.save({ useObjectStreams: objectStreams });
}

it('merges PDFs with a bookmark each; what is none, or broken, is stood in for by a cover', async () => {
  const cover = () => pdf(1, 'cover', false);
  const part = (title: string, bytes: Uint8Array | null): Part => ({
    title,
    read: () => Promise.resolve(bytes),
    cover,
  });
  const pieces: Uint8Array[] = [];
  const parts = [
    part('Hợp đồng số 45/2012/NĐ-CP', await pdf(3, 'a', true)),
    part('Ảnh hiện trường', null),
    part('Hỏng', Buffer.from('%PDF-1.4 nothing')),
    part('Quyết định (bản ký)', await pdf(2, 'b', false)),
  ];
  for await (const piece of mergePdfs(parts)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const merged = await PDFDocument.load(bytes);
  expect(merged.getPages().map((page) => page.getWidth())).toEqual([300, 301, 302, 300, 300, 300, 301]);
  const outlines = merged.catalog.lookup(PDFName.of('Outlines'), PDFDict);
  const titles: string[] = [];
  for (
    let item = outlines.lookupMaybe(PDFName.of('First'), PDFDict);
    item;
    item = item.lookupMaybe(PDFName.of('Next'), PDFDict)
  )
    titles.push((item.lookup(PDFName.of('Title')) as PDFString).decodeText());
  expect(titles).toEqual(parts.map(({ title }) => title));
  expect(bytes.includes('JavaScript')).toBe(false);
  // The table of places is exact: every object is where it says.
  const table = bytes.toString('latin1');
  for (const [, place] of table.slice(table.lastIndexOf('\nxref')).matchAll(/^(\d{10}) 00000 n /gm))
    expect(table.slice(Number(place), Number(place) + 20)).toMatch(/^\d+ 0 obj/);
});
