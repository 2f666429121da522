import { correctContract, openAmendment, suspendContract } from '#agreements/server';
import { importStatement, reportProgress, setPaymentLevel } from '#disbursements/server';
import { expectOk } from '#kernel';
import { setAdvanceRule } from '#projects/server';
import type { Cast } from '#testing';

/** A contract corrected, being amended and at rest; progress, rules of paying, and a statement of the treasury. */
export async function keepContract(people: Cast, project: string): Promise<void> {
  const { centreOfficer, centreAccountant, centreDirector, departmentLeader } = people;
  const sides = {
    'payer.name': 'A',
    'payer.representative': 'A',
    'unit.name': 'B',
    'unit.representative': 'B',
  };
  expectOk(await correctContract(centreOfficer, project, { ...sides, reason: 'Ghi sai' }));
  expectOk(await openAmendment(centreOfficer, project));
  const progress = { percent: '100', spent: '1 triệu', reportedOn: '23/11/2026', description: 'Xong' };
  expectOk(await reportProgress(centreOfficer, project, { fields: progress, file: null }));
  const from = { procedure: 'provincial', validFrom: '23/11/2026' };
  const level = { ...from, role: 'centre_director', upTo: '', basis: '1/QĐ' };
  expectOk(await setPaymentLevel(departmentLeader, level));
  const rule = { ...from, content: 'MM-01', percent: '50', progress: '', papers: '', reason: 'Theo tỉnh' };
  expectOk(await setAdvanceRule(departmentLeader, { ...rule, decision: '2/QĐ', decidedOn: '23/11/2026' }));
  const rows = [
    ['Ngày', 'Số chứng từ', 'Số tiền', 'Đơn vị nhận', 'Nội dung'],
    ['23/11/2026', 'UNC-02', '190.000.000', 'B', 'Chi'],
  ];
  const file = { name: 's.csv', bytes: new TextEncoder().encode('s'), rows };
  expectOk(await importStatement(centreAccountant, file));
  expectOk(await suspendContract(centreDirector, project, { on: '23/11/2026', reason: 'Chờ' }));
}
