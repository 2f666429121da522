import http from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A browser at the built application: one kept connection a caller, compressed answers, a session. */
export class Visit {
  readonly #url: string;
  readonly #agent: http.Agent;
  #cookie = '';

  constructor(url: string, connections: number) {
    this.#url = url;
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Signs in as one of the sample province's people. */
  async signInAs(accountId: string): Promise<void> {
    const answer = await this.ask('POST', '/sign-in?/demo', `account=${accountId}`);
    const cookies = answer.headers['set-cookie'] ?? [];
    if (answer.status !== 303 || cookies.length === 0) throw new Error(`sign-in answered ${answer.status}`);
    this.#cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  }

  /** The page; anything but 200 is an error, so that no load is measured on a redirect. */
  async get(path: string): Promise<Answer> {
    const answer = await this.ask('GET', path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  }

  /** `more` replaces headers, such as the kind of what is sent; by default a form. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    form?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const headers = {
      accept: 'text/html',
      'accept-encoding': 'gzip',
      ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
      ...(form === undefined
        ? {}
        : { origin: this.#url, 'content-type': 'application/x-www-form-urlencoded' }),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.#url}${path}`,
        { method, headers, agent: this.#agent },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(form);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
