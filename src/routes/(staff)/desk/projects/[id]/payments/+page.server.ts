import {
  askFromForm,
  certifyFromForm,
  exceptFromForm,
  loadPayments,
  moveFromForm,
  reportFromForm,
} from '#app/payments/payments-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadPayments(signedIn(locals), params.id, url);

const post = ({ locals, params, request }: RequestEvent) => ({
  ...{ cx: signedIn(locals), locale: locals.locale, id: params.id, request },
  back: `/desk/projects/${params.id}/payments`,
});

export const actions: Actions = {
  ask: (event) => askFromForm(post(event)),
  move: (event) => moveFromForm(post(event)),
  report: (event) => reportFromForm(post(event)),
  certify: (event) => certifyFromForm(post(event)),
  except: (event) => exceptFromForm(post(event)),
};
