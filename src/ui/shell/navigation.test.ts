import { expect, it } from 'vitest';
import type { ActorSummary } from './actor-summary.ts';
import { audienceOf, navigationFor, workplaceOf } from './navigation.ts';

const officer: ActorSummary = {
  name: 'Cao Thị Vân',
  units: ['Trung tâm Khuyến công'],
  staff: true,
  applicant: false,
  administrator: false,
};
const current = (path: string) =>
  navigationFor('staff', officer, path)
    .filter((link) => link.current)
    .map((link) => link.href);

it('offers administration to administrators only', () => {
  const hrefs = (actor: ActorSummary) => navigationFor('staff', actor, '/desk').map((link) => link.href);
  expect(hrefs(officer)).not.toContain('/admin');
  expect(hrefs({ ...officer, administrator: true })).toContain('/admin');
});

it('offers an administrator without work on projects no desk', () => {
  const alone = { ...officer, staff: false, administrator: true };
  expect(navigationFor('staff', alone, '/admin').map((link) => link.href)).toEqual(['/admin']);
  expect(workplaceOf(alone)?.href).toBe('/admin');
  expect(workplaceOf(officer)?.href).toBe('/desk');
  expect(workplaceOf(null)).toBeUndefined();
});

it('marks one link as current: the page shown, or the nearest above it', () => {
  expect(current('/desk')).toEqual(['/desk']);
  expect(current('/desk/projects')).toEqual(['/desk/projects']);
  expect(current('/desk/projects/123')).toEqual(['/desk/projects']);
  expect(current('/desk/figures')).toEqual(['/desk']);
  const open = (path: string) => navigationFor('public', null, path).filter((link) => link.current);
  expect(open('/history').map((link) => link.href)).toEqual(['/history']);
  expect(open('/communes')).toEqual([]);
});

it('leads who has signed up, and has no establishment yet, to register it', () => {
  const newcomer = { ...officer, staff: false };
  expect(workplaceOf(newcomer)?.href).toBe('/my/establishment');
  expect(navigationFor('applicant', newcomer, '/my/establishment').map((link) => link.href)).toEqual([
    '/my/establishment',
  ]);
});

it('gives an error page the frame of the place, if the person belongs there', () => {
  expect(audienceOf('/desk/projects/9', officer)).toBe('staff');
  expect(audienceOf('/my', { ...officer, staff: false, applicant: true })).toBe('applicant');
  expect(audienceOf('/desk', null)).toBe('public');
});
