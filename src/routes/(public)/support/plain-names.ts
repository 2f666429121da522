import { m } from '#messages';

/** Contents as a workshop would say them; others by their official name. */
const PLAIN: Readonly<Record<string, (() => string) | undefined>> = {
  'MM-01': m.support_want_machine,
  'MM-02': m.support_want_line,
  'MH-01': m.support_want_new_model,
  'MH-02': m.support_want_good_model,
  'SX-01': m.support_want_cleaner_pilot,
  'SX-02': m.support_want_cleaner_model,
  'SX-03': m.support_want_cleaner_check,
  'NH-01': m.support_want_trademark,
  'HC-02': m.support_want_fair,
  'HC-03': m.support_want_fair_abroad,
  'PT-01': m.support_want_showroom,
  'BC-03': m.support_want_prize,
  'DT-01': m.support_want_training,
  'DT-02': m.support_want_trainers,
  'TV-01': m.support_want_advice,
  'DN-01': m.support_want_found,
  'MT-01': m.support_want_pollution,
  'LS-01': m.support_want_move,
  'CL-01': m.support_want_linkage,
};

export function plainNameOf(content: { readonly code: string; readonly name: string }): string {
  return PLAIN[content.code]?.() ?? content.name;
}
