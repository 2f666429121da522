import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('the figures of 2002–2018 stand with their chart, their table and the difference nobody has settled', async ({
  page,
}) => {
  await page.goto('/history');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('70 tỷ đồng');
  await expect(page.getByRole('img', { name: /2018: 4,5/ })).toBeVisible();

  const open = page.getByRole('row').filter({ hasText: 'Cộng các năm = ngân sách địa phương' });
  await expect(open).toContainText('6,3');
  await expect(open).toContainText('còn mở');
  await expect(open).toContainText('Có thể do');
  await expect(page.locator('script')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await page.getByText('Xem dạng bảng').click();
  await expect(page.getByText('bài viết ngày 09/08/2018: 3 tỷ đồng năm 2006')).toBeVisible();
  await expectNoSideScroll(page);
});

test('the figures can be taken away as CSV and as an Excel book', async ({ page }) => {
  for (const [address, type] of [
    ['/history/figures.csv', 'text/csv'],
    ['/history/figures.xlsx', 'spreadsheetml'],
  ] as const) {
    const answer = await page.request.get(address);
    expect(answer.headers()['content-type']).toContain(type);
  }
});

test('the same page speaks English', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/history');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Over 70 billion đồng');
  await expect(page.getByRole('row').filter({ hasText: 'Sum of the years = local budget' })).toContainText(
    '6.3',
  );
});

test('an officer settles a difference with a source, and takes it back', async ({ page }, info) => {
  // The figures are the same for all: one browser settles, the others would find it settled.
  test.skip(info.project.name !== 'no-javascript', 'once, with nothing but forms');
  await page.goto('/sign-in');
  await page
    .getByRole('button', { name: /Chuyên viên/ })
    .first()
    .click();
  await page.goto('/desk/history?check=central_average_over_period');
  await page.getByLabel('Giải trình').fill('Bình quân tính từ năm 2005.');
  await page.getByRole('button', { name: 'Ghi giải trình' }).click();
  await expect(page.getByRole('alert')).toContainText('1 chỗ');
  await expect(page.getByLabel('Giải trình')).toHaveValue('Bình quân tính từ năm 2005.');
  await page.getByLabel('Tài liệu căn cứ').fill('Báo cáo 215/BC-SCT ngày 12/03/2019');
  await page.getByRole('button', { name: 'Ghi giải trình' }).click();
  await expect(page.getByRole('status')).toBeVisible();

  await page.goto('/history');
  const settled = page.getByRole('row').filter({ hasText: 'Bình quân trung ương một năm' });
  await expect(settled).toContainText('Báo cáo 215/BC-SCT');

  await page.goto('/desk/history?check=central_average_over_period');
  await page.getByLabel('Vì sao rút lại').fill('Nhầm văn bản.');
  await page.getByRole('button', { name: 'Rút lại giải trình' }).click();
  await expect(page.getByRole('status')).toBeVisible();
});
