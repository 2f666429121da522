import { describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  checkSetupToken,
  currentSession,
  ensureSetupToken,
  installedProvinces,
  sampleLoading,
  setUpProvince,
  setUpSample,
  signIn,
} from '#people/server';
import { Browser, testAuth, testDatabase } from '#testing';

const NOW = new Date('2026-11-23T02:00:00Z');
const PASSWORD = 'ba con trâu gặm cỏ';
const opening = {
  province: '40',
  departmentName: 'Sở Công Thương Nghệ An',
  centreName: 'Trung tâm Khuyến công Nghệ An',
  administrator: { name: 'Nguyễn Cảnh Tuấn', email: 'Tuan@nghean.example' },
};

async function empty() {
  const database = await testDatabase();
  const token = await ensureSetupToken(database.db, NOW);
  if (token === undefined) throw new Error('no token on an empty database');
  return { ...database, auth: testAuth(database), token };
}

describe('the first visit', () => {
  it('opens a province whose administrator can sign in, and is over then', async () => {
    const { db, auth, token } = await empty();
    expectOk(await setUpProvince(db, auth, { token, password: PASSWORD, opening }, NOW));
    const browser = new Browser();
    browser.keep(expectOk(await signIn(auth, browser, { email: 'tuan@nghean.example', password: PASSWORD })));
    const session = await currentSession(db, auth, browser.session(auth), new Date());
    expect(session?.actor?.memberships).toEqual([
      expect.objectContaining({ role: 'administrator', unitName: 'Sở Công Thương Nghệ An' }),
    ]);
    expect(await installedProvinces(db)).toEqual([{ province: '40', sample: false }]);
    expect(await ensureSetupToken(db, NOW)).toBeUndefined();
    expect(await checkSetupToken(db, token)).toBe(false);
    expect(await setUpProvince(db, auth, { token, password: PASSWORD, opening }, NOW)).toMatchObject({
      refusal: { code: 'setup_is_done' },
    });
  });

  it('takes no wrong token, and keeps no token that could be read back', async () => {
    const { db, auth, owner, token } = await empty();
    const given = { token: `${token.slice(0, -1)}x`, password: PASSWORD, opening };
    expect(await setUpProvince(db, auth, given, NOW)).toMatchObject({
      refusal: { code: 'setup_token_is_wrong' },
    });
    const { rows } = await owner.query('select token_hash from people.setup_token');
    expect(rows).toHaveLength(1);
    expect(rows[0].token_hash).not.toContain(token);
  });

  it('is done once when two people do it at once', async () => {
    const { db, auth, token } = await empty();
    const another = {
      ...opening,
      province: '38',
      administrator: { name: 'Lê Thị Hoa', email: 'hoa@thanhhoa.example' },
    };
    const answers = await Promise.all([
      setUpProvince(db, auth, { token, password: PASSWORD, opening }, NOW),
      setUpProvince(db, auth, { token, password: PASSWORD, opening: another }, NOW),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await installedProvinces(db)).toHaveLength(1);
  });

  it('tells of every field beside it, and changes nothing meanwhile', async () => {
    const { db, auth, token } = await empty();
    const attempts = [
      [{ ...opening, departmentName: ' ' }, PASSWORD, 'departmentName'],
      [{ ...opening, centreName: '' }, PASSWORD, 'centreName'],
      [{ ...opening, administrator: { name: 'T', email: 'tuan@nghean.example' } }, PASSWORD, 'name'],
      [{ ...opening, administrator: { name: 'Tuấn', email: 'tuan' } }, PASSWORD, 'email'],
      [opening, 'ngắn', 'password'],
      [opening, 'aaaaaaaaaaaaaa', 'password'],
      [opening, 'tuan123456789', 'password'],
    ] as const;
    for (const [given, password, field] of attempts)
      expect(await setUpProvince(db, auth, { token, password, opening: given }, NOW)).toMatchObject({
        refusal: { field },
      });
    expect(await installedProvinces(db)).toEqual([]);
    expectOk(await setUpProvince(db, auth, { token, password: PASSWORD, opening }, NOW));
  });

  it('or orders the sample province by one click, once', async () => {
    const { db, owner, token } = await empty();
    expect(await setUpSample(db, 'wrong', NOW)).toMatchObject({ refusal: { code: 'setup_token_is_wrong' } });
    const answers = await Promise.all([setUpSample(db, token, NOW), setUpSample(db, token, NOW)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await sampleLoading(db)).toMatchObject({ finished: false, failed: false });
    const { rows } = await owner.query(`select task_identifier from graphile_worker.jobs`);
    expect(rows).toEqual([{ task_identifier: 'sample.load' }]);
  });
});
