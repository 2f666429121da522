import { createServer } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyOf, openDisk, storeFile } from '#records/server';
import { lookInto } from './look-into.server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-files-'));
const disk = openDisk(folder);
const store = (name: string, bytes: Uint8Array, on = disk) => storeFile(on, '40', { name, bytes });
const ascii = (text: string) => Buffer.from(text, 'latin1');

async function pdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawRectangle({ width: 50, height: 20 });
  return document.save();
}

interface Part {
  name: string;
  content: Buffer;
  claims?: number;
  mode?: number;
  flags?: number;
}

function zip(parts: readonly Part[], comment = ''): Buffer {
  const heads: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = content.length, mode = 0, flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(claims, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(flags, 8);
    row.writeUInt16LE(8, 10);
    row.writeUInt32LE(packed.length, 20);
    row.writeUInt32LE(claims, 24);
    row.writeUInt16LE(Buffer.byteLength(name), 28);
    row.writeUInt32LE((mode << 16) >>> 0, 38);
    row.writeUInt32LE(at, 42);
    heads.push(head, Buffer.from(name), packed);
    table.push(row, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const size = table.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...heads, ...table, end, ascii(comment)]);
}

const word: readonly Part[] = [
  { name: '[Content_Types].xml', content: ascii('<Types/>') },
  { name: 'word/document.xml', content: ascii('<w:document/>') },
];

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

describe('an upload', () => {
  it('is kept as it came, once, whatever it is called', async () => {
    const bytes = await pdf();
    const first = await store('hop-dong.pdf', bytes);
    const second = await store('../../etc/hop dong (2).exe', bytes);
    expect(first).toMatchObject({ ok: true, value: { mediaType: 'application/pdf', scanned: false } });
    expect(second).toMatchObject({ ok: true, value: { fileName: '.._.._etc_hop dong (2).exe' } });
    if (!first.ok || !second.ok) return;
    expect(second.value.hash).toBe(first.value.hash);
    expect(Buffer.from(await disk.getBytes(keyOf('40', first.value.hash))).equals(bytes)).toBe(true);
    expect(await store('phu-luc.docx', zip(word))).toMatchObject({ ok: true });
    expect(await store('anh.png', png(4000, 3000))).toMatchObject({ ok: true });
  });

  it('that is hostile or of no use is refused with a sentence of its own, and nothing of it is kept', async () => {
    const sound = await pdf();
    const locked = await PDFDocument.create();
    locked.addPage();
    locked.encrypt({ userPassword: 'x', ownerPassword: 'y', permissions: {} });
    const big = Buffer.alloc(30 * 1024 * 1024);
    const hostile: readonly (readonly [string, Uint8Array, string])[] = [
      ['empty', ascii(''), 'file_is_empty'],
      ['script', ascii('#!/bin/sh\nrm -rf /'), 'file_type_not_accepted'],
      ['page', ascii('<html><script>alert(1)</script>'), 'file_type_not_accepted'],
      ['head only', ascii('%PDF-1.4 07/BG'), 'pdf_is_broken'],
      ['cut', sound.subarray(0, sound.length / 2), 'pdf_is_broken'],
      ['locked', await locked.save(), 'pdf_is_locked'],
      ['pdf and zip', Buffer.concat([sound, zip(word)]), 'file_is_two_things'],
      ['pdf and program', Buffer.concat([sound, Buffer.alloc(5000, 1)]), 'file_is_two_things'],
      ['old office', ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'office_is_locked'],
      ['locked zip', zip(word.map((p) => ({ ...p, flags: 1 }))), 'office_is_locked'],
      ['any zip', zip([{ name: 'a.txt', content: ascii('a') }]), 'file_type_not_accepted'],
      ['zip with more behind', Buffer.concat([zip(word), ascii('MZ....')]), 'file_is_two_things'],
      ['up', zip([...word, { name: 'word/../../x', content: ascii('a') }]), 'zip_has_wrong_paths'],
      ['root', zip([...word, { name: '/etc/passwd', content: ascii('a') }]), 'zip_has_wrong_paths'],
      ['drive', zip([...word, { name: 'C:x', content: ascii('a') }]), 'zip_has_wrong_paths'],
      ['link', zip([...word, { name: 'l', content: ascii('/etc'), mode: 0o120777 }]), 'zip_has_wrong_paths'],
      ['macro', zip([...word, { name: 'word/vbaProject.bin', content: ascii('a') }]), 'office_has_macros'],
      ['bomb', zip([...word, { name: 'b', content: big, claims: 4_000_000_000 }]), 'zip_is_a_bomb'],
      ['liar', zip([...word, { name: 'b', content: big, claims: 10 }]), 'zip_is_a_bomb'],
      ['large picture', png(60_000, 60_000), 'picture_is_too_large'],
      ['no picture', ascii('\xff\xd8\xff\xe0 nothing at all'), 'picture_is_broken'],
      ['picture and zip', Buffer.concat([png(9, 9), zip(word)]), 'file_is_two_things'],
    ];
    for (const [name, bytes, code] of hostile)
      expect([name, await store(name, bytes)]).toMatchObject([name, { refusal: { code } }]);
    const kept = (await readdir(folder, { recursive: true })).filter((f) => f.length > 60);
    expect(kept.length).toBe(3);
  });

  it('that is read without end is given up, and the next one is read', async () => {
    const sound = ascii(Buffer.from(await pdf()).toString('latin1'));
    const many = Array.from({ length: 200_000 }, (_, i) => `${i + 100} 0 obj<</A[[${i}]]>>endobj\n`).join('');
    const endless = Buffer.concat([sound, ascii(`${many}%%EOF`)]);
    expect(await lookInto(endless, 'application/pdf', 50)).toMatchObject({
      refusal: { code: 'file_takes_too_much' },
    });
    expect(await lookInto(sound, 'application/pdf')).toEqual({
      ok: true,
      value: { pages: 1, signatures: [] },
    });
  });

  it('of a thousand broken PDFs brings nothing down', { timeout: 20_000 }, async () => {
    const sound = await pdf();
    let seed = 7;
    const chance = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const answers = new Set<string>();
    for (let i = 0; i < 1000; i++) {
      const bytes = Buffer.from(sound);
      for (let n = chance(12); n >= 0; n--) bytes[5 + chance(bytes.length - 5)] = chance(256);
      const cut = chance(4) === 0 ? bytes.subarray(0, chance(bytes.length)) : bytes;
      const answer = await store('m.pdf', Buffer.concat([ascii('%PDF-'), cut.subarray(5)]));
      answers.add(answer.ok ? 'kept' : answer.refusal.code);
    }
    for (const code of answers)
      expect([
        'kept',
        'pdf_is_broken',
        'pdf_is_locked',
        'file_is_two_things',
        'file_takes_too_much',
      ]).toContain(code);
  });

  it('with a virus is refused where clamd is, and marked as not scanned where it does not answer', async () => {
    const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
    // What clamd does with INSTREAM, by its manual: pieces with their length before them, until a length of zero.
    const clamd = createServer((socket) => {
      let read = Buffer.alloc(0);
      socket.on('data', (piece) => {
        read = Buffer.concat([read, piece]);
        if (!read.subarray(-4).equals(Buffer.alloc(4))) return;
        let content = Buffer.alloc(0);
        for (let at = 'zINSTREAM\0'.length; read.readUInt32BE(at) > 0; at += 4 + read.readUInt32BE(at))
          content = Buffer.concat([content, read.subarray(at + 4, at + 4 + read.readUInt32BE(at))]);
        socket.end(content.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
      });
    });
    await new Promise<void>((done) => clamd.listen(0, '127.0.0.1', done));
    onTestFinished(() => void clamd.close());
    const address = clamd.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const scanned = openDisk(mkdtempSync(path.join(os.tmpdir(), 'kc-files-')), `127.0.0.1:${port}`);
    const infected = zip([...word, { name: 'word/a.txt', content: ascii('') }], eicar);
    expect(await store('a.docx', infected, scanned)).toMatchObject({
      refusal: { code: 'file_is_infected', params: { finding: 'Eicar-Signature' } },
    });
    expect(await store('a.pdf', await pdf(), scanned)).toMatchObject({ ok: true, value: { scanned: true } });
    const gone = openDisk(mkdtempSync(path.join(os.tmpdir(), 'kc-files-')), '127.0.0.1:1');
    expect(await store('a.pdf', await pdf(), gone)).toMatchObject({ ok: true, value: { scanned: false } });
  });
});
