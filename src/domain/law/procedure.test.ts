import { beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, expectOk, isWorkingDay, localDate, MILLION, multiplyRatio } from '#kernel';
import { inProvince, type Tx } from '#platform/server';
import { testDatabase, type TestDatabase } from '#testing';
import { largestFirstAdvance } from './advance-rule.ts';
import { advanceRuleOn } from './advance-rule.store.server.ts';
import { dossierItemsOn, type DossierStage } from './dossier-item.store.server.ts';
import { workingCalendarOn } from './holiday.store.server.ts';
import { loadLaw } from './load-reference.server.ts';
import { projectEvents } from './procedure.ts';
import { procedureOn } from './procedure.store.server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
const read = <T>(work: (tx: Tx) => Promise<T>) => inProvince({ db: database.db, province: '40' }, work);
const on = localDate('2026-11-23');

describe('the procedure in force', () => {
  it('gives every act of the national procedure its roles, desk and days', async () => {
    const national = expectOk(await read((tx) => procedureOn(tx, 'national', '40', on)));
    expect([...national.steps.keys()]).toEqual([...projectEvents]);
    expect(national.steps.get('accept_dossier')).toMatchObject({
      roles: ['centre_officer'],
      ownerRole: 'centre_officer',
      days: 5,
      verification: 'memory',
    });
  });

  it('has no registration with the centre in the provincial procedure', async () => {
    const provincial = expectOk(await read((tx) => procedureOn(tx, 'provincial', '40', on)));
    const missing = projectEvents.filter((event) => !provincial.steps.has(event));
    expect(missing).toEqual(['register_national', 'appraise_ministry']);
    expect(provincial.steps.get('approve_plan')?.roles).toEqual(['provincial_approver']);
  });

  it('never lets the one who prepared an appraisal conclude it, nor approve', async () => {
    for (const kind of ['national', 'provincial'] as const) {
      const { steps } = expectOk(await read((tx) => procedureOn(tx, kind, '40', on)));
      expect(steps.get('conclude_appraisal')?.otherThan).toContain('prepare_appraisal');
      expect(steps.get('approve_plan')?.otherThan).toContain('conclude_appraisal');
      expect(steps.get('pay')?.otherThan).toContain('request_payment');
    }
  });

  it('prefers the province’s own, and refuses a date before the first', async () => {
    await database.owner.query(`
      insert into law.procedure values ('provincial-40', 'provincial', '40', 'x', 'x', '2026-01-01', null, null, 'memory');
      insert into law.procedure_step values ('provincial-40', 'submit', 1, 'x', 'x', '{establishment_owner}', null, null, '{}', null, 'memory')`);
    const own = await read((tx) => procedureOn(tx, 'provincial', '40', on));
    const elsewhere = await read((tx) => procedureOn(tx, 'provincial', '38', on));
    expect(expectOk(own).id).toBe('provincial-40');
    expect(expectOk(elsewhere).id).toBe('provincial-2012-07-05');
    await database.owner.query(`delete from law.procedure where id = 'provincial-40'`);
    expect(await read((tx) => procedureOn(tx, 'national', '40', localDate('2014-02-09')))).toMatchObject({
      refusal: { code: 'no_procedure_on_date' },
    });
  });
});

describe('advances', () => {
  it.each([
    ['MM-01', 70, 7000n],
    ['HT-01', 30, 5000n],
    // Start-up: the tier says everything, the ceiling over all contents holds it to 70 %.
    ['DN-01', 70, null],
  ])('%s: at most %d of 100 million', async (content, millions, progress) => {
    const rule = expectOk(
      await read((tx) => advanceRuleOn(tx, 'national', content, localDate('2016-01-01'))),
    );
    const support = multiplyRatio(MILLION, 100n, 1n);
    expect(largestFirstAdvance(support, rule).amount).toBe(multiplyRatio(MILLION, BigInt(millions), 1n));
    expect(rule.first.progress).toBe(progress);
  });

  it('refuses where the law leaves the rate to a decision', async () => {
    expect(await read((tx) => advanceRuleOn(tx, 'national', 'PT-01', on))).toMatchObject({
      refusal: { code: 'advance_rule_is_unknown' },
    });
  });
});

describe('the working calendar', () => {
  it('knows Tết, days in lieu and weekend days worked in exchange', async () => {
    const calendar = await read((tx) => workingCalendarOn(tx));
    const worked = (day: string) => isWorkingDay(localDate(day), calendar);
    expect(['2026-02-16', '2026-02-20', '2026-04-27', '2026-09-01', '2026-08-31'].map(worked)).not.toContain(
      true,
    );
    expect(['2026-02-13', '2026-02-23', '2026-08-22', '2026-11-23'].map(worked)).not.toContain(false);
    expect(addWorkingDays(localDate('2026-02-13'), 1, calendar)).toBe('2026-02-23');
  });
});

describe('the dossier', () => {
  const codes = async (content: string, stage: DossierStage) =>
    (await read((tx) => dossierItemsOn(tx, { kind: 'provincial', content, stage, on }))).map(
      (item) => item.code,
    );

  it('asks for quotations with machinery, not with a trademark; other papers are welcome last', async () => {
    expect(await codes('MM-01', 'request')).toContain('quotation');
    expect(await codes('NH-01', 'request')).toEqual(['commitment', 'business_registration', 'other_papers']);
  });

  it('asks before the final payment for what circular 36/2013, article 14 lists for the content', async () => {
    const always = ['acceptance_minutes', 'result_report', 'volume_report'];
    expect(await codes('NH-01', 'payment')).toEqual(['trademark_certificate', ...always]);
    expect(await codes('MT-02', 'payment')).toEqual([
      'works_acceptance',
      'discharge_certificate',
      ...always,
      'audit_report',
    ]);
  });
});

describe('loading the law', () => {
  it('writes nothing when nothing changed, and keeps a set that was ended earlier', async () => {
    const end = `update law.norm_set set valid_until = '2026-06-01' where id = 'national-2018-05-11'`;
    await database.owner.query(end);
    await database.owner.query(`update law.reference_file set checksum = 'old'`);
    await loadLaw(database.owner);
    const { rows } = await database.owner.query(
      `select valid_until from law.norm_set where id = 'national-2018-05-11'`,
    );
    expect(rows).toEqual([{ valid_until: '2026-06-01' }]);
  });
});
