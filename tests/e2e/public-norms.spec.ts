import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('the levels in force stand in their groups with unit, conditions, citation, and what the set before said', async ({
  page,
}) => {
  await page.goto('/norms');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mức chi khuyến công');
  const machines = page
    .getByRole('row')
    .filter({ hasText: /^\s*MM-01/ })
    .first();
  await expect(machines).toContainText('50%, tối đa 300.000.000 đồng');
  await expect(machines).toContainText('tính cho một cơ sở');
  await expect(machines).toContainText('mức trần nhân 1,5 thành 450.000.000 đồng');
  await expect(machines).toContainText('Đến hết 10/05/2018: 50%, tối đa 200.000.000 đồng');
  await expect(page.getByText('4. Phát triển sản phẩm công nghiệp nông thôn tiêu biểu')).toBeVisible();
  // What nobody has compared with the text, and what nobody knows, says so.
  await expect(page.getByRole('row').filter({ hasText: 'QL-91' })).toContainText('chưa đối chiếu');
  await expect(page.getByText('chưa biết mức').first()).toBeVisible();
  await expect(page.locator('script')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await machines.getByRole('link', { name: /Thông tư 28\/2018\/TT-BTC, Điều 8 khoản 4/ }).click();
  await expect(page).toHaveURL(/\/law\/28-2018-tt-btc#a8-4$/);
});

test('a content is found without accents, on an earlier day, and the question begins with it', async ({
  page,
}) => {
  await page.goto('/norms');
  await page.getByLabel('Tìm nội dung').fill('may moc tien tien');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(page.getByRole('row').filter({ hasText: /^\s*MM-01/ })).toBeVisible();
  await expect(page.getByText(/HC-01|MH-02/)).toHaveCount(0);
  await page.getByLabel('Vào ngày').fill('1/5/2016');
  await page.getByRole('button', { name: 'Lọc' }).click();
  const old = page.getByRole('row').filter({ hasText: /^\s*MM-01/ });
  await expect(old).toContainText('50%, tối đa 200.000.000 đồng');
  await expect(old.getByRole('link', { name: 'Tính thử' })).toHaveCount(0);
  await page.getByLabel('Vào ngày').fill('31/02/2016');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(page.getByRole('alert')).toContainText('31/02/2016');
  await expectAccessible(page);

  await page.goto('/norms?on=2010-01-01');
  await expect(page.getByText('08/04/2014')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.goto('/norms?q=MM-01');
  await page.getByRole('link', { name: 'Tính thử mức của tôi MM-01' }).click();
  await expect(page).toHaveURL(/\/support\?want=MM-01$/);
  await expect(page.locator('input[type=hidden][name=want]')).toHaveValue('MM-01');
});

test('the province’s own levels are apart from the national ones', async ({ page }) => {
  await page.goto('/norms');
  await expect(page.getByText('riêng trang này dùng số liệu thật')).toBeVisible();
  await page.goto('/norms?fund=local');
  // A set made up for the sample province says so, and the banner does not call it real.
  await expect(page.getByText('không phải văn bản có thật')).toBeVisible();
  await expect(page.getByText('riêng trang này dùng số liệu thật')).toHaveCount(0);
  await expect(page.getByRole('term').filter({ hasText: 'Áp dụng' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'MH-01' }).first()).toBeVisible();
  await expect(page.getByText('Chưa biết mức trong văn bản này').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
});

test('the table can be taken away as it is shown, and an unchanged page is not sent twice', async ({
  page,
}) => {
  const csv = await page.request.get('/norms/table.csv?q=MM-01');
  expect(csv.headers()['content-type']).toContain('text/csv');
  const lines = (await csv.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('300.000.000');
  const book = await page.request.get('/norms/table.xlsx');
  expect(book.headers()['content-type']).toContain('spreadsheetml');

  const first = await page.request.get('/norms');
  const etag = first.headers()['etag'] ?? '';
  expect(etag).not.toBe('');
  const second = await page.request.get('/norms', { headers: { 'if-none-match': etag } });
  expect(second.status()).toBe(304);
});

test('the levels are said in English', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/norms');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Levels of support');
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /^\s*MM-01/ })
      .first(),
  ).toContainText('Until 10/05/2018: 50%');
  await expectNoSideScroll(page);
});
