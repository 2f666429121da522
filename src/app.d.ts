import type { Actor } from '#people';
import type { Session, Visitor } from '#people/server';
import type { Database } from '#platform/server';

declare global {
  namespace App {
    interface Locals {
      db: Database;
      /** The moment this request is answered at; handed to use cases as their clock. */
      now: Date;
      /** What the credentials know of the browser that asks. */
      visitor: Visitor;
      /** The person signed in; null for the public. */
      session: Session | null;
      /** Who acts, in the chosen province; null for the public. */
      actor: Actor | null;
      /** The same person as themself, where they stand in for somebody. */
      self: Actor | null;
      /** The actor's province; for the public the one this installation serves, null before set-up. */
      province: string | null;
      /** That province holds invented data, and every page says so. */
      sample: boolean;
      locale: 'vi' | 'en';
    }
    interface Error {
      message: string;
      /** What the person may quote to support; the log has the same. */
      requestId?: string;
    }
  }
}

export {};
