import { askForProposal, beginPlan, changeScenario, putForward, scenariosOf } from '#appraisal/server';
import { expectOk, todayIn, yearOf, type Dong } from '#kernel';
import { inProvince } from '#platform/server';
import { walkTo, type Cast } from '#testing';

/** One that is built, with a proposal asked for, and one put forward with a project of its own. */
export async function twoPlans(people: Cast, project: string, fundId: string) {
  const cx = people.centreOfficer;
  const year = yearOf(todayIn(people.now));
  const begin = async (procedure: 'national' | 'provincial') => {
    const { id } = expectOk(await beginPlan(cx, { year, procedure, name: 'Phương án 1' }));
    const [scenario] = await inProvince(cx, (tx) => scenariosOf(tx, people.province, id));
    return { id, scenario: scenario!.id };
  };
  const built = await begin('national');
  const { id: proposal } = expectOk(await askForProposal(cx, built.scenario));
  const forward = await begin('provincial');
  await walkTo(people, project, fundId, 'conclude_appraisal');
  const support = 1_000_000n as Dong;
  const change = { kind: 'place', projectId: project, fundId, support } as const;
  expectOk(await changeScenario(cx, { scenarioId: forward.scenario, revision: 0, change }));
  expectOk(await putForward(cx, forward.scenario, 1));
  return { built: built.id, proposal, forward: forward.id };
}
