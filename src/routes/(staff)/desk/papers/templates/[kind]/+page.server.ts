import {
  dropTemplateFromForm,
  loadTemplatePage,
  publishTemplateFromForm,
  uploadTemplate,
} from '#app/papers/templates-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadTemplatePage(signedIn(locals), params.kind, url);

export const actions: Actions = {
  upload: ({ locals, params, request }) =>
    uploadTemplate(signedIn(locals), locals.locale, params.kind, request),
  publish: ({ locals, request }) => publishTemplateFromForm(signedIn(locals), locals.locale, request),
  drop: ({ locals, request }) => dropTemplateFromForm(signedIn(locals), locals.locale, request),
};
