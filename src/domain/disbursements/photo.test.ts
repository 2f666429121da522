import { describe, expect, it } from 'vitest';
import { stripPhoto } from './photo.ts';
import { photoFacts } from './read-photo.server.ts';

const latin = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const segment = (marker: number, body: readonly number[]) => [
  ...[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255],
  ...body,
];

/** TIFF, big-endian: DateTimeOriginal in the Exif part, 18°40′ N 105°41′ E in the GPS part. */
function exif(): number[] {
  const u16 = (n: number) => [n >> 8, n & 255];
  const u32 = (n: number) => [0, 0, ...u16(n)];
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    ...[...u16(tag), ...u16(type), ...u32(count), ...value],
  ];
  const ratio = (n: number) => [...u32(n), ...u32(1)];
  const head = [...latin('MM'), ...u16(42), ...u32(8)];
  const ifd0 = [...u16(2), ...entry(0x8769, 4, 1, u32(38)), ...entry(0x8825, 4, 1, u32(76)), ...u32(0)];
  const exifPart = [
    ...u16(1),
    ...entry(0x9003, 2, 20, u32(56)),
    ...u32(0),
    ...latin('2026:11:20 09:15:00'),
    0,
  ];
  const gps = [
    ...u16(4),
    ...entry(1, 2, 2, [...latin('N'), 0, 0, 0]),
    ...entry(2, 5, 3, u32(130)),
    ...entry(3, 2, 2, [...latin('E'), 0, 0, 0]),
    ...entry(4, 5, 3, u32(154)),
    ...u32(0),
    ...[18, 40, 0, 105, 41, 0].flatMap(ratio),
  ];
  return [...latin('Exif'), 0, 0, ...head, ...ifd0, ...exifPart, ...gps];
}

const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0x34, 0xff, 0, 0x56, 0xff, 0xd9];
const jpeg = (...extra: readonly number[][]) =>
  new Uint8Array([
    0xff,
    0xd8,
    ...segment(0xe0, [...latin('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...extra.flat(),
    ...scan,
  ]);

describe('a photo', () => {
  it('tells place and time, and its copy tells neither', () => {
    const photo = jpeg(segment(0xe1, exif()), segment(0xfe, latin('chụp ở xưởng')));
    const facts = photoFacts(photo);
    expect(facts.takenAt).toBe('2026-11-20 09:15:00');
    expect(facts.latitude).toBeCloseTo(18.6667, 3);
    expect(facts.longitude).toBeCloseTo(105.6833, 3);
    const copy = stripPhoto(photo)!;
    expect(copy).toEqual(jpeg());
    expect(photoFacts(copy)).toEqual({ takenAt: null, latitude: null, longitude: null, camera: null });
  });

  it('has nothing behind its end, and a broken one is none', () => {
    const photo = jpeg();
    expect(stripPhoto(new Uint8Array([...photo, ...latin('GPS 18.66')]))).toEqual(photo);
    for (let length = 0; length < photo.length; length++)
      expect(stripPhoto(photo.subarray(0, length))).toBeNull();
    expect(stripPhoto(new Uint8Array(latin('%PDF-1.7')))).toBeNull();
  });

  it('as PNG keeps only what draws it', () => {
    const chunk = (kind: string, body: readonly number[]) => [
      ...[0, 0, 0, body.length],
      ...latin(kind),
      ...[...body, 0, 0, 0, 0],
    ];
    const png = (...extra: readonly number[][]) =>
      new Uint8Array([
        ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
        ...[...chunk('IHDR', [0]), ...extra.flat(), ...chunk('IDAT', [1, 2]), ...chunk('IEND', [])],
      ]);
    expect(stripPhoto(png(chunk('eXIf', latin('MM')), chunk('tEXt', latin('GPS'))))).toEqual(png());
  });
});
