import { expect, test, type Locator, type Page } from '@playwright/test';
import { enterAs, expectAccessible, expectEnglish, expectNoSideScroll, expectSound } from './page-checks.ts';

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

/** The figure of a card, and the link that opens what is behind it. */
const card = (page: Page, label: string) =>
  page
    .locator('.card-frame')
    .filter({ has: page.getByText(label, { exact: true }) })
    .getByRole('link')
    .first();

test('an officer sees where dossiers wait, and every figure opens the waits it counts', async ({ page }) => {
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/waits');
  await expect(page.getByRole('heading', { level: 1, name: 'Chờ ở đâu' })).toBeVisible();
  await check(page);

  for (const label of ['Đang chờ', 'Quá hạn', 'Sắp đến hạn']) {
    await page.goto('/desk/waits');
    const figure = card(page, label);
    const count = (await figure.innerText()).trim();
    await figure.click();
    await page.waitForURL(/\/desk\/waits\/list\?/);
    await expect(page.getByText(new RegExp(`(^|· )${count} lần chờ$`))).toBeVisible();
    await check(page);
  }

  // A desk's ended waits of the year, and from one of them to its project.
  await page.goto('/desk/waits');
  const ended = page
    .getByRole('table', { name: 'Mỗi bàn mất bao lâu' })
    .locator('a[href*="kind=ended"]')
    .first();
  const count = (await ended.innerText()).trim();
  await ended.click();
  await expect(page.getByRole('heading', { level: 1, name: /Các lần chờ đã xong năm \d{4}/ })).toBeVisible();
  await expect(page.getByText(`${count} lần chờ`)).toBeVisible();
  await check(page);
  await page.locator('tbody').getByRole('link').first().click();
  await page.waitForURL(/\/desk\/projects\/[0-9a-f-]{36}$/);
});

test('how long the whole way takes, and what is to come: each number opens its projects', async ({
  page,
}) => {
  await enterAs(page, 'Hoàng Minh Đức');
  const opens = async (figure: Locator, list: RegExp) => {
    const count = (await figure.innerText()).trim();
    await figure.click();
    await page.waitForURL(list);
    await expect(page.getByText(new RegExp(`(^|· )${count} đề án( ·|$)`))).toBeVisible();
    await expect(page.locator('tbody tr')).toHaveCount(Math.min(Number(count), 40));
  };
  // Of the flow: who went on from a stage in the year.
  await page.goto('/desk/waits');
  await opens(
    page.getByRole('table', { name: 'Hồ sơ đang ở đâu' }).locator('a[href*="outcome=passed"]').first(),
    /outcome=passed/,
  );

  await page.goto('/desk/waits');
  await page.getByRole('link', { name: 'Đến lần chi đầu tiên' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Từ đăng ký đến lần chi đầu tiên' }),
  ).toBeVisible();
  await expectSound(page, 'lead');
  await opens(card(page, 'Chưa được chi'), /lead\/list\?.*outcome=running/);
  await expectSound(page, 'lead-list');

  await page.goto('/desk/waits');
  await page.getByRole('link', { name: 'Dự báo', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Dự báo này dựa vào đâu' })).toBeVisible();
  await expectSound(page, 'forecast');
  const months = page.getByRole('table', { name: 'Dự kiến theo tháng', exact: true });
  await expect(months.getByText('cuối năm ngân sách')).toBeVisible();
  await opens(months.locator('a[href*="event=settlement"]').first(), /forecast\/list\?.*event=settlement/);
  await expectSound(page, 'forecast-list');
});

test('the figures are narrowed by year, programme and content, and taken away as CSV', async ({ page }) => {
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/waits');
  await page.getByLabel('Chương trình').selectOption({ label: 'Khuyến công quốc gia' });
  await page.getByRole('button', { name: 'Lọc', exact: true }).click();
  await page.waitForURL(/procedure=national/);
  await check(page);
  const address = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(address).toContain('procedure=national');
  await page.goto('/desk/waits?year=2003');
  await expect(page.getByLabel('Năm kết thúc')).toHaveValue('2003');
  await check(page);

  const file = await page.request.get('/desk/waits/waits.csv');
  expect(file.headers()['content-type']).toContain('text/csv');
  const [heads, ...lines] = (await file.text()).split('\r\n');
  expect(heads).toMatch(/^\uFEFFGiai đoạn;Việc được chờ;Bàn;Đã xong \d{4};Trung vị \d{4};Phân vị 90 \d{4}/);
  expect(lines.length).toBeGreaterThan(3);
});

test('in English, and closed to those without work on projects', async ({ page, baseURL }) => {
  await enterAs(page, 'Trương Văn Quý');
  expect((await page.goto('/desk/waits'))?.status()).toBe(404);
  await page.context().clearCookies();
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/waits');
  await expect(page.getByRole('heading', { level: 1, name: 'Where it waits' })).toBeVisible();
  await expectEnglish(page);
  for (const view of ['lead', 'forecast']) {
    await page.goto(`/desk/waits/${view}`);
    await expectEnglish(page);
  }
});
