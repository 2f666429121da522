import { standardFile } from '#app/papers/templates-page.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ params }) => standardFile(params.kind);
