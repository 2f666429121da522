import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFileText } from './file-text.server.ts';

/** A ZIP with one deflated entry, as word processors write it. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + file.length + packed.length, 16);
  return Buffer.concat([local, file, packed, central, file, end]);
}
const ZIP = 'application/zip';

describe('the words of a file', () => {
  it('of a Word file are its paragraphs, without the marks', async () => {
    const xml = '<w:p><w:r><w:t>Nghị quyết &amp; quyết định</w:t></w:r></w:p><w:p><w:t>Điều 1</w:t></w:p>';
    expect(await readFileText(zip('word/document.xml', Buffer.from(xml)), ZIP)).toBe(
      'Nghị quyết & quyết định Điều 1',
    );
  });

  it('of a PDF are read', async () => {
    const stream = 'BT /F1 24 Tf 72 700 Td (Khuyen cong 2026) Tj ET';
    const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${stream.length}>>stream
${stream}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;
    const text = await readFileText(Buffer.from(pdf), 'application/pdf');
    // A machine without poppler says that it cannot read, never something else.
    expect([null, 'Khuyen cong 2026']).toContain(text);
  });

  it.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
    ['another Office file', zip('xl/workbook.xml', Buffer.from('<a>b</a>')), ZIP],
    ['a broken archive', Buffer.from('PK\x03\x04 nothing'), ZIP],
    ['a broken PDF', Buffer.from('%PDF-1.7 nothing'), 'application/pdf'],
    [
      'an archive that unpacks without end',
      zip('word/document.xml', Buffer.alloc(64 * 1024 * 1024, 'a')),
      ZIP,
    ],
  ])('of %s cannot be read, and that is said', async (_, bytes, mediaType) => {
    expect(await readFileText(bytes, mediaType)).toBeNull();
  });
});
