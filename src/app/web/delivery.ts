import type { Delivery } from '#people/server';
import { runtime } from '#app/runtime.ts';

/** How links reach people here: by mail where a mail server is set, else by hand. Invented people get no mail. */
export function deliveryOf(locals: App.Locals): Delivery {
  const byMail = runtime().settings.smtpUrl !== undefined && !locals.sample;
  return { byMail, locale: locals.locale };
}
