import { expectOk } from '#kernel';
import { unitKinds, type Role, type UnitKind } from '#people';
import {
  actorOfAccount,
  contextOf,
  createAccount,
  createUnit,
  demoAccounts,
  grantRole,
  listPeople,
  listUnitsOf,
  openProvince,
  type Context,
  type Listed,
  type PeopleFilter,
} from '#people/server';
import type { Database } from '#platform/server';

/** The province of the cast: Nghệ An. */
export const CAST_PROVINCE = '40';

const units = {
  cuc: ['cuc', 'Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công', null],
  financeDepartment: ['finance_department', 'Sở Tài chính Nghệ An', null],
  committee: ['people_committee', 'Ủy ban nhân dân tỉnh Nghệ An', null],
  treasury: ['treasury', 'Kho bạc Nhà nước Nghệ An', null],
  truongVinh: ['commune', 'Ủy ban nhân dân phường Trường Vinh', '16690'],
  quyHop: ['commune', 'Ủy ban nhân dân xã Quỳ Hợp', '17035'],
  stoneWorkshop: ['establishment', 'Công ty TNHH Đá mỹ nghệ Phủ Quỳ', '17035'],
  rattanCooperative: ['establishment', 'Hợp tác xã Mây tre Lam Giang', '16690'],
} as const satisfies Record<string, readonly [UnitKind, string, string | null]>;
type CastUnit = keyof typeof units | 'department' | 'centre';

const people = {
  departmentSpecialist: ['Nguyễn Thị Hạnh', 'department_specialist', 'department'],
  secondSpecialist: ['Trần Văn Bình', 'department_specialist', 'department'],
  departmentLeader: ['Lê Quang Huy', 'department_leader', 'department'],
  secondLeader: ['Phạm Thị Thu Hà', 'department_leader', 'department'],
  centreOfficer: ['Hoàng Minh Đức', 'centre_officer', 'centre'],
  secondOfficer: ['Võ Thị Kim Oanh', 'centre_officer', 'centre'],
  centreAccountant: ['Đặng Thị Lan', 'centre_accountant', 'centre'],
  secondAccountant: ['Bùi Văn Nam', 'centre_accountant', 'centre'],
  centreDirector: ['Hồ Sỹ Tiến', 'centre_director', 'centre'],
  financeOfficer: ['Cao Thị Bích Ngọc', 'finance_officer', 'financeDepartment'],
  secondFinanceOfficer: ['Đinh Công Thành', 'finance_officer', 'financeDepartment'],
  provincialApprover: ['Phan Đình Long', 'provincial_approver', 'committee'],
  secondApprover: ['Thái Thị An', 'provincial_approver', 'committee'],
  cucOfficer: ['Vũ Hải Yến', 'cuc_officer', 'cuc'],
  secondCucOfficer: ['Ngô Trọng Nghĩa', 'cuc_officer', 'cuc'],
  auditor: ['Dương Văn Khánh', 'auditor', 'department'],
  communeOfficer: ['Lô Văn Thắng', 'commune_officer', 'quyHop'],
  secondCommuneOfficer: ['Chu Thị Mai', 'commune_officer', 'truongVinh'],
  owner: ['Trương Văn Quý', 'establishment_owner', 'stoneWorkshop'],
  ownersStaff: ['Nguyễn Thị Ngân', 'establishment_staff', 'stoneWorkshop'],
  secondOwner: ['Lương Thị Xuân', 'establishment_owner', 'rattanCooperative'],
} as const satisfies Record<string, readonly [string, Role, CastUnit]>;
type CastPerson = keyof typeof people | 'administrator';

export type Cast = Readonly<Record<CastPerson, Context>> & {
  readonly province: string;
  readonly now: Date;
  readonly units: Readonly<Record<CastUnit, string>>;
};

/**
 * The small named cast of the sample province, of tests and of pictures: one province, its units, and
 * a person for every role (two where the law wants two). Made through the use cases, so nothing
 * starts from an impossible state; what is there already is taken as it is, so a making that was cut off
 * can be done again. `owner` and `ownersStaff` belong to `stoneWorkshop`, `secondOwner` to
 * `rattanCooperative`. Nobody has credentials.
 */
export async function makeCast(
  db: Database,
  options: { readonly now: Date; readonly province?: string; readonly sample?: boolean },
): Promise<Cast> {
  const { now, province = CAST_PROVINCE, sample = false } = options;
  const opening = {
    province,
    sample,
    departmentName: 'Sở Công Thương Nghệ An',
    centreName: 'Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Nghệ An',
    administrator: { name: 'Nguyễn Cảnh Tuấn', email: `administrator@nghean.example` },
  };
  const opened = await openProvince(db, opening, now);
  const known = opened.ok ? undefined : await castSoFar(db, province, now);
  const administrator = opened.ok ? contextOf(db, opened.value.administrator, now) : known?.administrator;
  if (administrator === undefined) throw new Error(`province ${province} has no administrator`);

  const unitIds: Record<string, string> = opened.ok
    ? { department: opened.value.department, centre: opened.value.centre }
    : { department: known!.unitOf(opening.departmentName)!, centre: known!.unitOf(opening.centreName)! };
  for (const [key, [kind, name, communeCode]] of Object.entries(units))
    unitIds[key] =
      known?.unitOf(name) ?? expectOk(await createUnit(administrator, { kind, name, communeCode })).id;

  const contexts: Record<string, Context> = { administrator };
  for (const [key, [name, role, unit]] of Object.entries(people)) {
    const email = `${key.toLowerCase()}@nghean.example`;
    const before = known?.personOf(email);
    const id = before?.id ?? expectOk(await createAccount(administrator, { name, email })).id;
    if (!before || before.roles.length === 0)
      expectOk(await grantRole(administrator, { accountId: id, unitId: unitIds[unit]!, role }));
    const actor = await actorOfAccount({ db, province }, id, now);
    if (actor === undefined) throw new Error(`cast: ${key} is not there`);
    contexts[key] = contextOf(db, actor, now);
  }
  return { ...contexts, province, now, units: unitIds } as unknown as Cast;
}

/** Units by name and people by address, of a cast that was begun before. */
async function castSoFar(db: Database, province: string, now: Date) {
  const found = (await demoAccounts({ db, province }, now)).find((a) => a.role === 'administrator');
  const actor = found && (await actorOfAccount({ db, province }, found.accountId, now));
  if (actor === undefined) throw new Error(`province ${province} is open, but it is no sample`);
  const administrator = contextOf(db, actor, now);
  const there = expectOk(await listUnitsOf(administrator, { kinds: unitKinds }));
  const everyone: Listed[] = [];
  for (let after: PeopleFilter['after'] | null; after !== null;) {
    const page = expectOk(await listPeople(administrator, after === undefined ? {} : { after }));
    everyone.push(...page.people);
    after = page.next;
  }
  return {
    administrator,
    unitOf: (name: string) => there.find((u) => u.name === name)?.id,
    personOf: (email: string) => everyone.find((p) => p.email === email),
  };
}
