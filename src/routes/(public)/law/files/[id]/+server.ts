import { error } from '@sveltejs/kit';
import { storedFile } from '#app/web/stored-file.ts';
import { isId } from '#kernel';
import { LIBRARY_FILES } from '#law';
import { fileById } from '#law/server';
import type { RequestHandler } from './$types.js';

/** A file of the library, for anyone. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = isId(params.id) ? await fileById(locals.db, params.id) : undefined;
  if (file === undefined) error(404, 'Not found');
  return storedFile(LIBRARY_FILES, file, 'public, max-age=3600');
};
