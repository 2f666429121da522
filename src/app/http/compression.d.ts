declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { BrotliOptions } from 'node:zlib';
  /** Compresses answers of a compressible type as the client accepts it; leaves compressed ones alone. */
  export default function compression(options?: {
    /** Smallest answer worth it, in bytes. */
    threshold?: number;
    /** Of gzip, 1 (fast) to 9 (small); 6 unless told. */
    level?: number;
    brotli?: BrotliOptions;
  }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}
