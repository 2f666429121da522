/** What one cap can count. */
export const unitsOfCountKnown = [
  'learner',
  'event',
  'person',
  'enterprise',
  'model',
  'establishment',
  'fair',
  'booth',
  'round',
  'product',
  'trademark',
  'showroom',
  'association',
  'linkage_cluster',
  'cluster',
  'craft_village',
  'person_month',
  'year',
  'project',
] as const;
export type UnitOfCount = (typeof unitsOfCountKnown)[number];
