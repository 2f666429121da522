import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { openAuth, type Auth, type AuthSettings, type Visitor } from '#people/server';
import { openLog } from '#platform/server';
import type { TestDatabase } from './database.ts';

const open: Auth[] = [];

/** Credentials over a test database, as the application opens them. */
export function testAuth(database: TestDatabase, settings: Partial<AuthSettings> = {}): Auth {
  const auth = openAuth(
    database.urls.app,
    {
      origin: 'http://khuyen-cong.example',
      dataDir: mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-auth-')),
      authSecret: undefined,
      oidc: undefined,
      ...settings,
    },
    openLog('silent'),
  );
  open.push(auth);
  return auth;
}

export async function closeTestAuth(): Promise<void> {
  for (const auth of open.splice(0)) await auth.close();
}

/** A browser: keeps the cookies it is given, and asks from one address. */
export class Browser implements Visitor {
  readonly userAgent: string;
  address: string;
  readonly jar = new Map<string, string>();

  constructor(address = '192.0.2.1', userAgent = 'Mozilla/5.0 (Test)') {
    this.address = address;
    this.userAgent = userAgent;
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Keeps Set-Cookie lines; hands its argument back. */
  keep<T extends { readonly cookies: readonly string[] }>(answer: T): T {
    for (const line of answer.cookies) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (attributes.some((a) => /^max-age=0$/i.test(a))) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }

  /** The decoded session cookie. */
  session(auth: Auth): string | undefined {
    const value = this.jar.get(auth.sessionCookie);
    return value === undefined ? undefined : decodeURIComponent(value);
  }
}
