import { describe, expect, it } from 'vitest';
import { foreignLines, lockedAddresses, LONGEST, oddlyNamed, tooLong } from './files.ts';

const file = (name: string, text = '') => ({ file: name, text });

describe('files', () => {
  it('are too long past the limit, unless generated', () => {
    const lines = (count: number) => 'x\n'.repeat(count);
    expect(tooLong([file('src/a.ts', lines(LONGEST)), file('db/schema.sql', lines(9000))])).toEqual([]);
    expect(tooLong([file('src/a.svelte', lines(LONGEST + 1))])).toHaveLength(1);
  });

  it.each([
    'fund.ts',
    'fund.policy.ts',
    'fund.form.test.ts',
    'project.transitions.ts',
    'contract.acts.ts',
    'open-fund.server.ts',
    'fund.store.server.ts',
    'fund.jobs.server.ts',
    'open-fund.test.ts',
    'FundSummary.svelte',
    'README.md',
    'credentials/password.ts',
    'reference/communes.tsv',
    'testing/money.ts',
    'index.server.ts',
  ])('of a chapter may be called %s', (name) => {
    expect(oddlyNamed([file(`src/domain/funds/${name}`)], ['funds'])).toEqual([]);
  });

  it.each(['fundHelper.ts', 'fund.utils.ts', 'fund.service.server.ts', 'inner/deeper/still.ts', 'fund.js'])(
    'of a chapter may not be called %s',
    (name) => {
      expect(oddlyNamed([file(`src/domain/funds/${name}`)], ['funds'])).toHaveLength(1);
    },
  );

  it('stand in a known chapter', () => {
    expect(oddlyNamed([file('src/domain/misc/a.ts')], ['funds'])).toHaveLength(1);
  });

  it.each([
    `// ${'TO'}DO later`,
    `const dir = '/${'home'}/somebody/project';`,
    `see https://${'registry'}.example.org/x`,
    `closes ${'issue'} #12`,
  ])('speak of the project alone: %s', (line) => {
    expect(foreignLines([file('src/a.ts', line)])).toHaveLength(1);
  });

  it('lock packages without addresses', () => {
    expect(lockedAddresses('{ "resolved": "https://example.org/a.tgz" }')).toHaveLength(1);
    expect(lockedAddresses('{ "integrity": "sha512-x" }')).toEqual([]);
  });
});
