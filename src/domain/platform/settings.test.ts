import { expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { readSettings } from '#platform/server';

it('takes the address of the running version’s source, and nothing that is not one', () => {
  expect(expectOk(readSettings({ SOURCE_URL: 'https://git.example.vn/khuyen-cong' })).sourceUrl).toBe(
    'https://git.example.vn/khuyen-cong',
  );
  expect(expectOk(readSettings({ SOURCE_URL: '' })).sourceUrl).toBeUndefined();
  for (const wrong of ['git.example.vn', 'javascript:alert(1)', 'file:///srv/source']) {
    expect(readSettings({ SOURCE_URL: wrong })).toMatchObject({
      refusal: { code: 'settings_invalid', params: { problems: expect.stringContaining('SOURCE_URL') } },
    });
  }
});
