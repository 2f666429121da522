import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { exportFile } from '#app/project-export.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { isId, todayIn } from '#kernel';
import { inProvince } from '#platform/server';
import { exportOf } from '#projects/server';
import type { RequestHandler } from './$types.js';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const owner = { province: cx.province, accountId: cx.actor.accountId };
  const found = isId(params.id) ? await inProvince(cx, (tx) => exportOf(tx, owner, params.id)) : undefined;
  const file = exportFile(runtime().settings.dataDir, params.id);
  const size = found?.state === 'ready' ? await stat(file).catch(() => null) : null;
  if (!found || !size) error(404, 'Not found');
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      'content-type': types[found.format],
      'content-length': String(size.size),
      'content-disposition': `attachment; filename="de-an-${todayIn(cx.now)}.${found.format}"`,
      'cache-control': 'private, no-store',
    },
  });
};
