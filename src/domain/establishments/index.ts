export { establishmentForm, type EstablishmentInput } from './establishment.form.ts';
export { establishmentFields } from './establishment-fields.ts';
export { describeEstablishment } from './establishment.ts';
export type { Establishment, EstablishmentDraft, EstablishmentRefusal } from './establishment.ts';
export {
  listableCommunes,
  mayChangeEstablishment,
  mayReadEstablishment,
  mayRegisterEstablishment,
  mayRegisterSomewhere,
} from './establishment.policy.ts';
