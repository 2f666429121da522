/**
 * The chapters of `src/domain`, bottom first: a chapter may use the ones above it in this list and
 * never the ones below. The boundary check, the schema snapshot and the docs all read this one array.
 * A chapter named here need not exist yet; a folder of `src/domain` not named here fails the check.
 */
export const chapters = [
  'kernel',
  'platform',
  'people',
  'territory',
  'records',
  'law',
  'funds',
  'establishments',
  'programmes',
  'projects',
  'appraisal',
  'agreements',
  'disbursements',
  'outcomes',
  'services',
  'network',
  'reporting',
  'openness',
] as const;
