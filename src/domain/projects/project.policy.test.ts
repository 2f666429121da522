import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, type Result } from '#kernel';
import { roles, unitKindsOfRole, type Actor, type Role } from '#people';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import {
  mayDraft,
  mayRead,
  permitAct,
  preparersIn,
  type ProjectStanding,
  type StepRule,
} from './project.policy.ts';
import { rulesFor, type Rules } from './procedure.server.ts';
import { events, states, transitions, type Event, type ProcedureKind } from './project.transitions.ts';

const kinds: readonly ProcedureKind[] = ['national', 'provincial'];
const rules = new Map<ProcedureKind, Rules>();

beforeAll(async () => {
  const { db } = await testDatabase();
  const on = localDate('2026-11-23');
  for (const kind of kinds)
    rules.set(kind, expectOk(await inProvince({ db, province: '40' }, (tx) => rulesFor(tx, '40', kind, on))));
});

const holding = (role: Role, more: Partial<Actor['memberships'][number]> = {}): Actor => ({
  accountId: `someone-${role}`,
  province: '40',
  name: role,
  memberships: [{ unitId: 'own', unitKind: unitKindsOfRole[role][0]!, unitName: 'Đơn vị', role, ...more }],
});

const standing = (over: Partial<ProjectStanding>): ProjectStanding => ({
  kind: 'single',
  state: 'submitted',
  procedure: 'provincial',
  several: false,
  establishmentUnit: 'own',
  communeCode: '17035',
  preparers: () => [],
  ...over,
});

const refusalOf = (result: Result<unknown>) => (result.ok ? 'may' : result.refusal.code);

/** Who may do what, in the provincial and in the national procedure. Every role not named may not. */
const table = `
  submit             | establishment_owner                  | establishment_owner
  answer_supplement  | establishment_owner                  | establishment_owner
  withdraw           | establishment_owner                  | establishment_owner
  request_supplement | centre_officer                       | centre_officer
  accept_dossier     | centre_officer                       | centre_officer
  reject             | centre_director, department_leader   | centre_director, department_leader
  prepare_appraisal  | department_specialist                | department_specialist
  return_appraisal   | department_leader                    | department_leader
  conclude_appraisal | department_leader                    | department_leader
  register_national  |                                      | department_leader
  appraise_ministry  |                                      | cuc_officer
  approve_plan       | provincial_approver                  | cuc_officer
  submit_estimate    | centre_officer                       | centre_officer
  return_estimate    | finance_officer                      | cuc_officer
  approve_estimate   | finance_officer                      | cuc_officer
  sign_contract      | centre_director                      | centre_director
  request_advance    | centre_accountant                    | centre_accountant
  return_advance     | centre_director                      | centre_director
  pay_advance        | centre_director                      | centre_director
  accept_works       | centre_officer, department_specialist| centre_officer, department_specialist
  fail_acceptance    | centre_officer, department_specialist| centre_officer, department_specialist
  request_payment    | centre_accountant                    | centre_accountant
  return_payment     | centre_director                      | centre_director
  pay                | centre_director                      | centre_director
  submit_settlement  | centre_accountant                    | centre_accountant
  return_settlement  | finance_officer                      | cuc_officer
  approve_settlement | finance_officer                      | cuc_officer
  close              | centre_director                      | centre_director
  stop               | provincial_approver                  | cuc_officer
  recover            | centre_accountant                    | centre_accountant
  waive              | provincial_approver                  | cuc_officer
  change             |                                      |`;

const allowed = new Map<string, readonly string[]>();
for (const line of table.trim().split('\n')) {
  const [event = '', provincial = '', national = ''] = line.split('|').map((cell) => cell.trim());
  allowed.set(`provincial ${event}`, provincial.split(', ').filter(Boolean));
  allowed.set(`national ${event}`, national.split(', ').filter(Boolean));
}

describe('role × act × state, by the procedures in force', () => {
  it.each(kinds)('%s: exactly the roles of the table, in exactly the states of the lifecycle', (kind) => {
    const { ruleOf } = rules.get(kind)!;
    for (const state of states)
      for (const event of events) {
        const exists = transitions.some(
          (x) => x.from === state && x.event === event && (x.only ?? [kind]).includes(kind),
        );
        // States of the other procedure are never reached; what data would allow there is of no account.
        if (kind === 'provincial' && ['registered', 'appraised_ministry'].includes(state)) continue;
        for (const role of roles) {
          const answer = permitAct(holding(role), standing({ state, procedure: kind }), event, ruleOf);
          const may = allowed.get(`${kind} ${event}`)!.includes(role);
          expect(refusalOf(answer), `${role} ${event} in ${state}`).toBe(
            !exists ? 'act_not_possible_now' : may ? 'may' : 'act_not_permitted',
          );
        }
      }
  });

  it('auditor, administrator, commune officer and an establishment’s staff act on nothing', () => {
    for (const idle of ['auditor', 'administrator', 'commune_officer', 'establishment_staff'])
      for (const [cell, able] of allowed) expect(able, cell).not.toContain(idle);
  });

  it('the owner of one establishment acts on no project of another', () => {
    const others = standing({ state: 'draft', establishmentUnit: 'other' });
    const answer = permitAct(
      holding('establishment_owner'),
      others,
      'submit',
      rules.get('provincial')!.ruleOf,
    );
    expect(refusalOf(answer)).toBe('act_not_permitted');
  });

  it('an officer who also belongs to the establishment decides nothing about its request', () => {
    const both: Actor = {
      ...holding('centre_officer', { unitId: 'centre' }),
      memberships: [
        ...holding('centre_officer', { unitId: 'centre' }).memberships,
        ...holding('establishment_staff').memberships,
      ],
    };
    const { ruleOf } = rules.get('provincial')!;
    const own = permitAct(both, standing({}), 'accept_dossier', ruleOf);
    expect(refusalOf(own)).toBe('act_needs_other_person');
    const others = permitAct(both, standing({ establishmentUnit: 'other' }), 'accept_dossier', ruleOf);
    expect(refusalOf(others)).toBe('may');
  });
});

/** Pairs of acts that may not come from one hand. */
const separated: readonly (readonly [ProcedureKind | 'both', Event, readonly Event[]])[] = [
  ['both', 'conclude_appraisal', ['prepare_appraisal']],
  ['provincial', 'approve_plan', ['prepare_appraisal', 'conclude_appraisal']],
  ['national', 'approve_plan', ['appraise_ministry', 'conclude_appraisal']],
  ['both', 'approve_estimate', ['submit_estimate']],
  ['both', 'sign_contract', ['submit_estimate']],
  ['both', 'pay_advance', ['request_advance']],
  ['both', 'accept_works', ['submit_estimate']],
  ['both', 'pay', ['request_payment']],
  ['both', 'approve_settlement', ['submit_settlement']],
  ['both', 'close', ['submit_settlement']],
];

describe('who prepared does not approve', () => {
  it.each(kinds)('%s: an officer with every role is still refused what they prepared', (kind) => {
    const { ruleOf } = rules.get(kind)!;
    const everything: Actor = {
      accountId: 'one',
      province: '40',
      name: 'Một người',
      memberships: roles
        .filter((role) => !role.startsWith('establishment_'))
        .flatMap((role) => holding(role).memberships),
    };
    for (const event of events) {
      const move = transitions.find((x) => x.event === event && (x.only ?? [kind]).includes(kind));
      if (!move) continue;
      const row = separated.find(([k, e]) => e === event && (k === 'both' || k === kind));
      const kept = events.filter((earlier) => {
        const project = standing({
          state: move.from,
          procedure: kind,
          preparers: (e) => [e === earlier ? everything.accountId : 'another'],
        });
        return refusalOf(permitAct(everything, project, event, ruleOf)) === 'act_needs_other_person';
      });
      expect(kept.toSorted(), event).toEqual([...(row?.[2] ?? [])].toSorted());
    }
  });

  it('neither do those whose version came back and was done again by a colleague', () => {
    const acts = [
      { event: 'submit_estimate', actorId: 'an' },
      { event: 'return_estimate', actorId: 'chi' },
      { event: 'submit_estimate', actorId: 'binh' },
    ] as const;
    expect(preparersIn(acts, 'submit_estimate', 'approve_estimate')).toEqual(['an', 'binh']);
  });

  it('what was decided before is past: the second advance is paid by whoever did not ask for it', () => {
    const acts = [
      { event: 'request_advance', actorId: 'an' },
      { event: 'pay_advance', actorId: 'chi' },
      { event: 'request_advance', actorId: 'chi' },
    ] as const;
    expect(preparersIn(acts, 'request_advance', 'pay_advance')).toEqual(['chi']);
    expect(preparersIn(acts.slice(0, 2), 'request_advance', 'pay_advance')).toEqual(['an']);
  });

  it('handing back decides nothing: the one who prepared may take it back', () => {
    const rule: StepRule = rules.get('provincial')!.ruleOf;
    const officer = holding('finance_officer');
    const project = standing({ state: 'estimate_submitted', preparers: () => [officer.accountId] });
    expect(refusalOf(permitAct(officer, project, 'return_estimate', rule))).toBe('may');
    expect(refusalOf(permitAct(officer, project, 'approve_estimate', rule))).toBe('act_needs_other_person');
  });
});

describe('who may read', () => {
  const readers = (over: Partial<ProjectStanding>, more: object = {}) =>
    roles.filter((role) => mayRead(holding(role, more), standing(over)));
  const staff = roles.filter((r) => !r.startsWith('establishment_') && r !== 'commune_officer');

  it('a submitted project: its establishment, its commune, and the officers of the province', () => {
    expect(readers({})).toEqual(['establishment_owner', 'establishment_staff', ...staff]);
    expect(readers({ establishmentUnit: 'other' })).toEqual(staff);
    expect(mayRead(holding('commune_officer', { communeCode: '17035' }), standing({}))).toBe(true);
    expect(mayRead(holding('commune_officer', { communeCode: '16690' }), standing({}))).toBe(false);
  });

  it('a draft: nobody but its establishment', () => {
    expect(readers({ state: 'draft' })).toEqual(['establishment_owner', 'establishment_staff']);
    expect(readers({ state: 'draft', establishmentUnit: 'other' }, { communeCode: '17035' })).toEqual([]);
  });

  it('drafting belongs to the people of the establishment', () => {
    expect(roles.filter((role) => mayDraft(holding(role), 'own'))).toEqual([
      'establishment_owner',
      'establishment_staff',
    ]);
    expect(roles.filter((role) => mayDraft(holding(role), 'other'))).toEqual([]);
  });
});
