import { expect, it } from 'vitest';
import { dong, expectOk, localDate } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import { evaluateOn } from './evaluate.ts';
import { installSampleNorms } from './install-sample-norms.server.ts';
import { loadLaw } from './load-reference.server.ts';
import type { SupportFacts } from './norm.ts';
import { loadNormBook } from './norm.store.server.ts';

const asked: SupportFacts = {
  content: 'MM-01',
  fund: 'local',
  province: '40',
  area: 'normal',
  units: [{ eligibleCost: dong(700_000_000) }],
};

it('lets the sample province compute, says that it is a sample, and keeps the real set of before', async () => {
  const { db, owner } = await testDatabase();
  await installSampleNorms(owner, '40');
  await installSampleNorms(owner, '40');
  await owner.query(`update law.reference_file set checksum = 'old'`);
  await loadLaw(owner);

  const book = await inProvince({ db, province: '40' }, (tx) => loadNormBook(tx, '40'));
  const answer = expectOk(evaluateOn(asked, localDate('2026-03-01'), book));
  expect(answer.amount).toBe(240_000_000n);
  expect(answer.verified).toBe(false);
  expect(answer.explanation[0]).toMatchObject({ code: 'norm_set_used', params: { sample: true } });
  expect(evaluateOn(asked, localDate('2021-12-31'), book)).toMatchObject({
    refusal: { code: 'content_has_no_norm', params: { document: '32/2021/QĐ-UBND@40' } },
  });
});
