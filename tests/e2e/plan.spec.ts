import { expect, test, type Page } from '@playwright/test';
import { formatDate, todayIn, yearOf } from '#kernel';
import { enterAs, expectEnglish, expectSound } from './page-checks.ts';

/** Waits for the page's script, which counts what is typed. */
const ready = (page: Page) => page.waitForLoadState('networkidle');

const inPlan = (page: Page) => page.getByRole('heading', { name: /^Trong phương án/ });
const count = async (page: Page, name: RegExp) =>
  Number(/\((\d+)\)$/.exec(await page.getByRole('heading', { name }).innerText())?.[1]);
const row = (page: Page, button: RegExp) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: button }) })
    .first();
const today = todayIn(new Date());

test('a plan from forty candidates to decision', async ({ page, context, baseURL }, info) => {
  test.skip(info.project.name !== 'desktop', 'one decision ends the plan of the year');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Kế hoạch khuyến công' }).click();
  await page.getByRole('link', { name: `Kế hoạch năm ${yearOf(today) + 1}` }).click();
  await ready(page);
  const placed = await count(page, /^Trong phương án/);
  expect(placed + (await count(page, /^Đề án chờ vào kế hoạch/))).toBeGreaterThanOrEqual(40);
  await expectSound(page, 'builder');

  // What is typed counts at once; more than the norm is refused beside its field, and stays typed.
  const first = row(page, /^Bỏ ra/);
  const support = first.getByLabel(/^Hỗ trợ \(đồng\)/);
  const before = await support.inputValue();
  await support.fill('9 tỷ');
  await expect(page.getByText(/^Thiếu .* triệu đồng$/)).toBeVisible();
  await first.getByRole('button', { name: /^Lưu/ }).click();
  await expect(page.getByText(/vượt mức được phép/).first()).toBeVisible();
  await expect(support).toHaveValue('9 tỷ');
  await support.fill(before);
  await first.getByRole('button', { name: /^Lưu/ }).click();
  await expect(page.getByText(/vượt mức được phép/)).toHaveCount(0);

  // A second officer, whose page is older, sees what happened since and loses nothing typed.
  const late = await context.newPage();
  await late.goto(page.url());
  await ready(late);
  await first.getByRole('button', { name: /^Bỏ ra/ }).click();
  await expect(inPlan(page)).toHaveText(new RegExp(`\\(${placed - 1}\\)`));
  // By its number: the list they look at has another first row now.
  const number = await row(late, /^Đưa vào/)
    .getByRole('link')
    .innerText();
  const theirs = late.getByLabel(`Hỗ trợ (đồng) ${number}`);
  await theirs.fill('12 triệu');
  await late.getByRole('button', { name: `Đưa vào ${number}` }).click();
  await expect(late.getByText('Thay đổi từ khi bạn mở trang')).toBeVisible();
  await expect(theirs).toHaveValue('12 triệu');
  await late.close();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(inPlan(page)).toHaveText(new RegExp(`\\(${placed}\\)`));

  // The best plan under the plan's targets, with its reasons; taken into a scenario of its own.
  const name = `Theo đề xuất ${info.retry}`;
  await page.getByText('Chép, đổi tên, bỏ phương án').click();
  await page.getByLabel('Tên phương án').fill(name);
  await page.getByRole('button', { name: 'Chép thành phương án mới' }).click();
  await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Đề xuất phương án tốt nhất' }).click();
  await page.waitForURL(/\/proposals\//);
  await expect(page.getByRole('button', { name: 'Lấy đề xuất này' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Hơn xếp hạng đơn giản')).toBeVisible();
  await expect(page.getByText(/Cách mức tốt nhất|Đã chứng minh/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Nếu một nguồn thêm một tỷ đồng' })).toBeVisible();
  await expectSound(page, 'proposal');
  await page.getByRole('button', { name: 'Lấy đề xuất này' }).click();
  await expect(page.getByText('Đã lấy đề xuất')).toBeVisible();
  const taken = page.url();
  await page.getByRole('link', { name: 'So sánh phương án' }).click();
  await expect(page.getByRole('table', { name: 'So sánh phương án: Khác nhau' })).toBeVisible();
  await expectSound(page, 'compare');
  await page.goto(taken);
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
  await page.waitForURL(/\/decision$/);
  await expect(page.getByRole('button', { name: /^Phê duyệt/ })).toHaveCount(0);
  const decision = page.url();

  // Decided by another person, all at once.
  await enterAs(page, 'Phan Đình Long');
  await page.goto(decision);
  await expectSound(page, 'decision');
  for (const [file, type] of [
    ['Phụ lục Excel', 'spreadsheetml'],
    ['Dự thảo quyết định PDF', 'application/pdf'],
  ] as const) {
    const href = await page.getByRole('link', { name: file }).getAttribute('href');
    const answer = await page.request.get(href!);
    expect(answer.headers()['content-type']).toContain(type);
    expect((await answer.body()).length).toBeGreaterThan(3000);
  }
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Có 3 chỗ cần sửa')).toBeVisible();
  await page.getByLabel('Số quyết định').fill('4512/QĐ-UBND');
  await page.getByLabel('Ngày quyết định').fill(formatDate(today));
  await page.getByLabel('Người ký').fill('Phan Đình Long');
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Quyết định 4512/QĐ-UBND')).toBeVisible();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText('Trong kế hoạch').first()).toBeVisible();

  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/desk/plans');
  await expectEnglish(page);
});
