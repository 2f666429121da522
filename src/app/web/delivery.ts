import type { Delivery } from '#people/server';
import { runtime } from '#app/runtime.ts';

/** How links reach people here: by mail where a mail server is set, else by hand. */
export function deliveryOf(locals: App.Locals): Delivery {
  return { byMail: runtime().settings.smtpUrl !== undefined, locale: locals.locale };
}
