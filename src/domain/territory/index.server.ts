export { loadTerritory } from './load-reference.server.ts';
export {
  provincesOn,
  provinceOf,
  communeOf,
  communeDay,
  communeKeptFor,
  communesOf,
  communesIn,
  oldUnitOf,
  successorsOf,
  predecessorsOf,
} from './territory.store.server.ts';
export { districtsOf, oldDistrictsOf, oldPlacesOf } from './old-place.store.server.ts';
export { searchCommunes } from './search-communes.server.ts';
export {
  areaOf,
  areasOf,
  areaWithin,
  difficultSpans,
  type DifficultSpan,
} from './priority-area.store.server.ts';
export { importPriorityAreas } from './import-priority-areas.server.ts';
