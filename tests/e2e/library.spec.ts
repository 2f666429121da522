import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('a circular is found however its number is written, and shows what changed it and what rests on it', async ({
  page,
}) => {
  for (const writing of ['TT28-2018-BTC', 'thông tư 28 2018', '28/2018']) {
    await page.goto('/law');
    await page.getByRole('searchbox').fill(writing);
    await page.getByRole('button', { name: 'Lọc' }).click();
    await expect(page.getByRole('table').getByRole('link').first()).toHaveText('28/2018/TT-BTC');
  }
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByRole('link', { name: '28/2018/TT-BTC' }).first().click();

  await expect(page).toHaveURL(/\/law\/28-2018-tt-btc$/);
  await expect(page.getByText('Có hiệu lực, đã sửa đổi')).toBeVisible();
  await expect(page.getByText('chưa rõ từ ngày nào')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'bị văn bản này thay thế' })).toContainText(
    '08/04/2014 đến 10/05/2018',
  );
  await page.getByText(/^Định mức/).click();
  await expect(page.getByText(/MM-01 .* · Điều 8 khoản 4/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await page.getByLabel('Xem hiệu lực vào ngày').fill('10/05/2018');
  await page.getByRole('button', { name: 'Xem' }).click();
  await expect(page.getByText('Chưa có hiệu lực', { exact: true })).toBeVisible();
});

test('a document nobody has entered is said to be missing, and any writing of an address leads on', async ({
  page,
}) => {
  await page.goto('/law/28/2018/TT-BTC');
  await expect(page).toHaveURL(/\/law\/28-2018-tt-btc$/);
  await page.goto('/law/999/2018/TT-BTC');
  await expect(page.getByText('Thư viện chưa có văn bản')).toBeVisible();
  await expectAccessible(page);
});

test('the library speaks English', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/law/26-2014-ttlt-btc-bct');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Joint Circular 26/2014/TTLT-BTC-BCT');
  await expect(page.getByText('Circular 28/2018/TT-BTC replaced it on 11/05/2018')).toBeVisible();
  await expectNoSideScroll(page);
});
