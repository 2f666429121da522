import { fail } from '@sveltejs/kit';
import QRCode from 'qrcode';
import {
  beginEnrolment,
  confirmEnrolment,
  endEnrolment,
  hasPassword,
  renewBackupCodes,
} from '#people/server';
import { failWith, sayRefusal, statusOf, textFields } from '#app/answer.ts';
import { homeOf } from '#app/access.ts';
import { runtime } from '#app/runtime.ts';
import { needsSecondFactor } from '#app/web/guard.ts';
import { ownSession } from '#app/web/own-session.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const session = ownSession(locals);
  return {
    on: session.secondFactor,
    needed: needsSecondFactor(locals),
    hasPassword: await hasPassword(runtime().auth, session.userId),
    severalProvinces: session.provinces.length > 1,
    home: homeOf(locals.actor),
  };
};

const passwordOf = (fields: Readonly<Record<string, string>>) =>
  fields['password'] === undefined ? {} : { password: fields['password'] };

export const actions: Actions = {
  begin: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const answer = await beginEnrolment(runtime().auth, locals.visitor, passwordOf(fields));
    if (!answer.ok) return failWith(answer.refusal, {}, locals.locale);
    return { enrolment: await shown(answer.value.uri, answer.value.backupCodes), errors: [], fields: {} };
  },
  confirm: async ({ request, locals, cookies }) => {
    const { code = '', uri = '', codes = '' } = textFields(await request.formData());
    const answer = await confirmEnrolment(runtime().auth, locals.visitor, ownSession(locals), code);
    if (!answer.ok) {
      const errors = sayRefusal(answer.refusal, locals.locale);
      return fail(statusOf(answer.refusal), {
        errors,
        fields: {},
        enrolment: await shown(uri, codes.split(' ')),
      });
    }
    keepCookies(cookies, answer.value);
    return { enrolled: true as const, errors: [], fields: {} };
  },
  codes: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const answer = await renewBackupCodes(runtime().auth, locals.visitor, passwordOf(fields));
    if (!answer.ok) return failWith(answer.refusal, {}, locals.locale);
    return { backupCodes: answer.value, errors: [], fields: {} };
  },
  end: async ({ request, locals, cookies }) => {
    const fields = textFields(await request.formData());
    const answer = await endEnrolment(runtime().auth, locals.visitor, passwordOf(fields));
    if (!answer.ok) return failWith(answer.refusal, {}, locals.locale);
    keepCookies(cookies, answer.value);
    return { ended: true as const, errors: [], fields: {} };
  },
};

/** The address as a picture and as text to type; no script, so the picture comes with the page. */
async function shown(uri: string, backupCodes: readonly string[]) {
  const safe = uri.startsWith('otpauth://totp/') ? uri : 'otpauth://totp/';
  const svg = await QRCode.toString(safe, { type: 'svg', margin: 1 });
  const secret = new URL(safe).searchParams.get('secret') ?? '';
  return {
    uri: safe,
    picture: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
    backupCodes,
  };
}
