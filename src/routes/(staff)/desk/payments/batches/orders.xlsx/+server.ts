import { ordersFile } from '#app/payments/treasury-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => ordersFile(signedIn(locals), url, 'xlsx');
