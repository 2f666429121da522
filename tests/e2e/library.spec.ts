import { expect, test, type Page } from '@playwright/test';
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

async function signInAs(page: Page, role: RegExp) {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: role }).first().click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

test('an explanation leads to the article it rests on', async ({ page }) => {
  await signInAs(page, /Chuyên viên/);
  await page.goto('/desk/projects');
  const projects = await page
    .locator('table a[href^="/desk/projects/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const cited = page
    .locator('main')
    .getByRole('link', { name: /^Thông tư 28\/2018\/TT-BTC, Điều 8 khoản \d/ });
  for (const project of projects) {
    await page.goto(project);
    if ((await cited.count()) > 0) break;
  }
  await cited.first().click();
  await expect(page).toHaveURL(/\/law\/28-2018-tt-btc#a8-\d+$/);
  await expect(page.locator('li:target')).toContainText(/^Điều 8 khoản \d/);
  await expect(page.getByText(/đề án của tỉnh tính theo mức chi/)).toBeVisible();
});

test('an officer adds a resolution, is told what is wrong, and records that it replaces the old one', async ({
  page,
}, info) => {
  const first = 60 + 10 * ['desktop', 'phone', 'no-javascript'].indexOf(info.project.name) + 3 * info.retry;
  await signInAs(page, /Lãnh đạo Sở/);
  const add = async (number: string) => {
    await page.goto('/law');
    await page.getByRole('link', { name: 'Thêm văn bản của tỉnh' }).click();
    await page.getByLabel('Số, ký hiệu').fill(number);
    await page.getByLabel('Loại văn bản').selectOption({ label: 'Nghị quyết' });
    await page.getByLabel('Cơ quan ban hành').fill('HĐND tỉnh Nghệ An');
    await page.getByLabel('Tóm tắt bằng tiếng Việt').fill(`Mức chi khuyến công thử ${number}`);
    await page.getByLabel('Ngày ban hành').fill('10/07/2026');
    await page.getByLabel('Ngày có hiệu lực').fill('01/08/2026');
    await page.getByLabel('Bạn đã đọc văn bản thế nào?').selectOption({ label: 'Đã đọc toàn văn' });
    await page.getByRole('button', { name: 'Lưu' }).click();
  };
  await add(`nq ${first}-2026 hđnd`);
  await expect(page.getByRole('status')).toContainText('Đã ghi');
  await expect(page.getByText('Thêm văn bản', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await add(`NQ${first}/2026-HĐND`);
  await expect(page.getByRole('alert')).toContainText('Thư viện đã có');
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await add(`${first + 1}/2026/NQ-HĐND`);

  await page.goto(`/law/${first}-2026-nq-hdnd`);
  await page.getByRole('link', { name: 'Ghi thay thế, hết hiệu lực' }).click();
  await expect(page.getByText('Không có gì trong hệ thống dựa vào văn bản này.')).toBeVisible();
  await page.getByLabel('Thôi hiệu lực từ ngày').fill('01/11/2026');
  await page.getByLabel('Bị thay thế bởi').fill('999/2026/NQ-HĐND');
  await page.getByLabel('Lý do').fill('HĐND tỉnh ban hành nghị quyết mới');
  await page.getByLabel('Tôi đã xem').check();
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByRole('alert')).toContainText('Hãy thêm văn bản đó trước');
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByLabel('Bị thay thế bởi').fill(`nq${first + 1}-2026-hdnd`);
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByText('Đã bị thay thế')).toBeVisible();
  await expect(page.getByText(/thay thế từ 01\/11\/2026/)).toBeVisible();
  await page.goto(`/law?q=${first}/2026&status=replaced`);
  await expect(page.getByRole('table').getByRole('link').first()).toHaveText(`${first}/2026/NQ-HĐND`);
});
