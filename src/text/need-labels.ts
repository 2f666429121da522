import type { Locale } from '#kernel';
import { m } from '#messages';
import type { Programme, ReadinessCode, Standing, NeedPaperKind } from '#programmes';

type Label = (inputs?: object, options?: { locale?: Locale }) => string;

const STANDINGS: Readonly<Record<Standing, Label>> = {
  title: m.needs_standing_title,
  preparing: m.needs_standing_preparing,
  ready: m.needs_standing_ready,
};

const STEPS: Readonly<Record<ReadinessCode, Label>> = {
  establishment: m.needs_step_establishment,
  machine: m.needs_step_machine,
  quotation: m.needs_step_quotation,
  cost: m.needs_step_cost,
  own_funds: m.needs_step_own_funds,
  site: m.needs_step_site,
  papers: m.needs_step_papers,
};

const PROGRAMMES: Readonly<Record<Programme, Label>> = {
  provincial: m.needs_programme_provincial,
  national: m.needs_programme_national,
};

export const standingLabel = (standing: Standing): string => STANDINGS[standing]();
export const readinessLabel = (code: ReadinessCode): string => STEPS[code]();
export const programmeLabel = (programme: Programme): string => PROGRAMMES[programme]();

const PAPERS: Readonly<Record<NeedPaperKind, () => string>> = {
  quotation: m.needs_paper_quotation,
  site_photo: m.needs_paper_site_photo,
};
export const needPaperLabel = (kind: NeedPaperKind): string => PAPERS[kind]();
