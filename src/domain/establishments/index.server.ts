export { registerEstablishment } from './register-establishment.server.ts';
export { changeEstablishment } from './change-establishment.server.ts';
export { checkEligibility, eligibilityOf } from './check-eligibility.server.ts';
export {
  searchEstablishments,
  type EstablishmentFilter,
  type EstablishmentKey,
  type EstablishmentPage,
} from './search-establishments.server.ts';
export { ownEstablishments, readEstablishment } from './read-establishments.server.ts';
export {
  establishmentsInCommunes,
  establishmentsOfUnits,
  findByTaxCode,
  findEstablishment,
  holderOfTaxCode,
} from './establishment.store.server.ts';
export { establishmentChoices, type EstablishmentChoices } from './form-choices.server.ts';
export { readPriorities } from './read-priorities.server.ts';
