export {
  provinceTitle,
  communeTitle,
  communeLabel,
  type Province,
  type ProvinceKind,
  type Commune,
  type CommuneKind,
} from './place.ts';
export { cityGrades } from './old-unit.ts';
export type { CityGrade, OldPlace, OldUnit, Successor, FoundCommune } from './old-unit.ts';
export { priorityAreas, type PriorityArea, type AreaStanding } from './priority-area.ts';
export { REFORM_DAY } from './reference.ts';
