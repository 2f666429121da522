import ExifReader from 'exifreader';
import type { PhotoFacts } from './photo.ts';

/** What a photo says of itself; nothing where it says nothing that can be read. */
export function photoFacts(bytes: Uint8Array): PhotoFacts {
  const nothing: PhotoFacts = { takenAt: null, latitude: null, longitude: null, camera: null };
  try {
    const { exif, gps } = ExifReader.load(bytes.slice().buffer, { expanded: true });
    const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(exif?.DateTimeOriginal?.description ?? '');
    const camera = [exif?.Make?.description, exif?.Model?.description].filter(Boolean).join(' ');
    const within = (value: number | undefined, most: number) =>
      value !== undefined && Number.isFinite(value) && Math.abs(value) <= most ? value : null;
    return {
      takenAt: taken ? `${taken[1]}-${taken[2]}-${taken[3]} ${taken[4]}` : null,
      latitude: within(gps?.Latitude, 90),
      longitude: within(gps?.Longitude, 180),
      camera: camera.slice(0, 120) || null,
    };
  } catch {
    return nothing;
  }
}
