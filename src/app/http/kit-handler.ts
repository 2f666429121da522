import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartFailure } from '#platform/server';
import { clientHeaders } from './client.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The largest upload: a dossier's scanned documents. */
const BODY_LIMIT = '30M';

const BUILT = path.resolve(import.meta.dirname, '../../../build/handler.js');

/**
 * The built application. Its adapter reads how it is reached from the environment once, when it is
 * imported, and refuses variables of its prefix that it does not know: both are settled here first.
 */
export async function loadKitHandler(): Promise<Handler> {
  if (!existsSync(BUILT))
    throw new StartFailure('The application is not built.', 'start it with npm start, which builds it.');
  for (const name of Object.keys(process.env)) if (name.startsWith('KIT_')) delete process.env[name];
  process.env['KIT_PROTOCOL_HEADER'] = clientHeaders.protocol;
  process.env['KIT_HOST_HEADER'] = clientHeaders.host;
  process.env['KIT_ADDRESS_HEADER'] = clientHeaders.address;
  process.env['KIT_BODY_SIZE_LIMIT'] = BODY_LIMIT;
  const built = (await import(pathToFileURL(BUILT).href)) as { handler: Handler };
  return built.handler;
}
