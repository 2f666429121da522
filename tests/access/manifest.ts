import { readdirSync } from 'node:fs';
import path from 'node:path';

const ROUTES = path.resolve(import.meta.dirname, '../../src/routes');
/** Files that make a folder a route one can ask for; layouts and error pages are none. */
const MAKES_ROUTE = /^\+(page(\.server|@[^.]*)?\.(svelte|ts)|server\.ts)$/;

/** Every route id of the application, from the files Kit makes routes of. */
export function routeIds(): readonly string[] {
  const files = readdirSync(ROUTES, { recursive: true, withFileTypes: true });
  const folders = files
    .filter((file) => file.isFile() && MAKES_ROUTE.test(file.name))
    .map((file) => path.relative(ROUTES, file.parentPath).split(path.sep).join('/'));
  return [...new Set(folders)].map((folder) => `/${folder}`).toSorted();
}

/** Route files that answer a POST: form actions and handlers. */
export function filesOf(routeId: string): readonly string[] {
  return readdirSync(path.join(ROUTES, routeId)).map((name) => path.join(ROUTES, routeId, name));
}

/** The address of a route without parameters: its id without the groups. */
export function addressOf(routeId: string): string {
  return routeId.replace(/\/\([^)]+\)/g, '') || '/';
}
