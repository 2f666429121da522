import { redirect } from '@sveltejs/kit';
import { signOut } from '#people/server';
import { runtime } from '#app/runtime.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ locals, cookies }) => {
    keepCookies(cookies, await signOut(runtime().auth, locals.visitor));
    redirect(303, '/');
  },
};
