import { constants } from 'node:zlib';

// Kit compresses files at the build; pages are compressed when they are asked for: 400 ms away on a weak connection
// it is the size that is waited for. A page of 40 kB becomes 8.3 kB in 0.2 ms; the usual levels come to 7.7 kB in
// 0.6 ms, which many readers at once wait for.

export const GZIP_LEVEL = 3;
export const BROTLI_PARAMS = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 16 };
/** Bytes: what is smaller is sent as it is. */
export const THRESHOLD = 1024;
