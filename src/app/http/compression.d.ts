declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  /** Compresses answers of a compressible type as the client accepts it; leaves compressed ones alone. */
  export default function compression(options?: {
    /** Smallest answer worth it, in bytes. */
    threshold?: number;
  }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}
