import type { Locale } from '#kernel';
import { m } from '#messages';
import type { Role, UnitKind } from '#people';

// Written out, not looked up by a name put together: every role has its label or this does not compile,
// and a page's script carries the labels it shows, not every sentence of the system.
type Label = (inputs?: object, options?: { locale?: Locale }) => string;
type Open = Readonly<Record<string, Label | undefined>>;

const ROLES: Readonly<Record<Role, Label>> = {
  establishment_owner: m.people_role_establishment_owner,
  establishment_staff: m.people_role_establishment_staff,
  commune_officer: m.people_role_commune_officer,
  centre_officer: m.people_role_centre_officer,
  centre_accountant: m.people_role_centre_accountant,
  centre_director: m.people_role_centre_director,
  department_specialist: m.people_role_department_specialist,
  department_leader: m.people_role_department_leader,
  finance_officer: m.people_role_finance_officer,
  provincial_approver: m.people_role_provincial_approver,
  cuc_officer: m.people_role_cuc_officer,
  auditor: m.people_role_auditor,
  administrator: m.people_role_administrator,
};

const UNIT_KINDS: Readonly<Record<UnitKind, Label>> = {
  cuc: m.people_unit_kind_cuc,
  department: m.people_unit_kind_department,
  centre: m.people_unit_kind_centre,
  finance_department: m.people_unit_kind_finance_department,
  people_committee: m.people_unit_kind_people_committee,
  treasury: m.people_unit_kind_treasury,
  commune: m.people_unit_kind_commune,
  establishment: m.people_unit_kind_establishment,
};

/** "Chuyên viên Sở Công Thương": the name of a role; a code that is none is shown itself. */
export const roleLabel = (role: string, locale?: Locale) =>
  (ROLES as Open)[role]?.({}, locale === undefined ? {} : { locale }) ?? role;

/** "Trung tâm Khuyến công": the name of a kind of unit. */
export const unitKindLabel = (kind: string) => (UNIT_KINDS as Open)[kind]?.() ?? kind;
