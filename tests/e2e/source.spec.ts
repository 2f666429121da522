import { expect, test } from '@playwright/test';
import { expectAccessible, expectEnglish, expectNoSideScroll } from './page-checks.ts';

test('the foot of every page leads to the source; where its address is not set, the page says so', async ({
  page,
}) => {
  for (const path of ['/', '/norms', '/sign-in', '/nowhere']) {
    await page.goto(path);
    await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Mã nguồn' })).toHaveAttribute(
      'href',
      '/source',
    );
  }
  await page.getByRole('link', { name: 'Mã nguồn (AGPL-3.0)' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mã nguồn');
  await expect(page.getByText('chưa đặt địa chỉ mã nguồn')).toBeVisible();
  await expect(page.locator('script')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSideScroll(page);
  const licence = await page.request.get('/source/licence.txt');
  expect(await licence.text()).toContain('GNU AFFERO GENERAL PUBLIC LICENSE');
});

test('the page of the source speaks English', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/source');
  await expectEnglish(page);
});
