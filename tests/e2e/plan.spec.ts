import { expect, test, type Page } from '@playwright/test';
import { formatDate, todayIn, yearOf } from '#kernel';
import { expectAccessible, expectEnglish, expectNoSideScroll, hasJavaScript } from './page-checks.ts';

async function enterAs(page: Page, name: string): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

/** Waits for script where there is some: what is pressed before is an ordinary form, which is right as well. */
async function ready(page: Page): Promise<void> {
  if (hasJavaScript()) await page.waitForLoadState('networkidle');
}

const inPlan = (page: Page) => page.getByRole('heading', { name: /^Trong phương án/ });
const year = yearOf(todayIn(new Date()));

/** Copies the open scenario to one that this journey has for itself. */
async function ownScenario(page: Page, name: string): Promise<void> {
  await ready(page);
  await page.getByText('Chép, đổi tên, bỏ phương án').click();
  await page.getByLabel('Tên phương án').fill(name);
  await page.getByRole('button', { name: 'Chép thành phương án mới' }).click();
  await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  await ready(page);
}

async function propose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đề xuất phương án tốt nhất' }).click();
  await page.waitForURL(/\/proposals\//);
  await expect(page.getByRole('button', { name: 'Lấy đề xuất này' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Hơn xếp hạng đơn giản')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Thêm một tỷ đồng' })).toBeVisible();
}

test('a plan from forty candidates to decision', async ({ page, context }, info) => {
  test.skip(info.project.name !== 'desktop', 'one decision ends the plan of the year');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Kế hoạch khuyến công' }).click();
  await expectSound(page);
  await page.getByRole('link', { name: `Kế hoạch năm ${year + 1}` }).click();
  await ready(page);
  const placed = Number(/\d+/.exec(await inPlan(page).innerText())?.[0]);
  const left = page.getByRole('heading', { name: /^Đề án chờ vào kế hoạch/ });
  expect(placed + Number(/\d+/.exec(await left.innerText())?.[0])).toBeGreaterThanOrEqual(40);
  await expectSound(page);

  // What is typed counts at once; more than the norm is refused beside its field, and stays typed.
  const first = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Bỏ ra/ }) })
    .first();
  const support = first.getByLabel(/^Hỗ trợ \(đồng\)/);
  const before = await support.inputValue();
  await support.fill('9 tỷ');
  if (hasJavaScript()) await expect(page.getByText(/^Thiếu .* triệu đồng$/)).toBeVisible();
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
  const theirs = late
    .getByRole('listitem')
    .filter({ has: late.getByRole('button', { name: /^Đưa vào/ }) })
    .first();
  await theirs.getByLabel(/^Hỗ trợ \(đồng\)/).fill('12 triệu');
  await theirs.getByRole('button', { name: /^Đưa vào/ }).click();
  await expect(late.getByText('Thay đổi từ khi bạn mở trang')).toBeVisible();
  await expect(
    late.locator('input[value="12 triệu"], input').filter({ visible: true }).first(),
  ).toBeVisible();
  await late.close();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(inPlan(page)).toHaveText(new RegExp(`\\(${placed}\\)`));

  // The best plan under the plan's targets, with its reasons; taken into a scenario of its own.
  await ownScenario(page, `Theo đề xuất ${info.retry}`);
  await propose(page);
  await expect(page.getByText(/Cách mức tốt nhất|Đã chứng minh/).first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Lấy đề xuất này' }).click();
  await expect(page.getByText('Đã lấy đề xuất')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'So sánh phương án' }).click();
  await expect(page.getByRole('table', { name: 'Khác nhau' })).toBeVisible();
  await expectSound(page);
  await page.goBack();
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
  await page.waitForURL(/\/decision$/);
  await expect(page.getByRole('button', { name: /^Phê duyệt/ })).toHaveCount(0);
  const decision = page.url();

  // Decided by another person, all at once.
  await enterAs(page, 'Phan Đình Long');
  await page.goto(decision);
  await expectSound(page);
  for (const [name, type] of [
    ['Phụ lục Excel', 'spreadsheetml'],
    ['Dự thảo quyết định PDF', 'application/pdf'],
  ] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const file = await page.request.get(href!);
    expect(file.headers()['content-type']).toContain(type);
    expect((await file.body()).length).toBeGreaterThan(3000);
  }
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Có 3 chỗ cần sửa')).toBeVisible();
  await page.getByLabel('Số quyết định').fill('4512/QĐ-UBND');
  await page.getByLabel('Ngày quyết định').fill(formatDate(todayIn(new Date())));
  await page.getByLabel('Người ký').fill('Phan Đình Long');
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Quyết định 4512/QĐ-UBND')).toBeVisible();
  await expectSound(page);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText('Đã vào kế hoạch').first()).toBeVisible();
});

test('a scenario is built on a telephone, and without script', async ({ page }, info) => {
  test.skip(info.project.name === 'desktop', 'the journey above');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/plans');
  const plan = page.getByRole('link', { name: `Kế hoạch năm ${year}`, exact: true });
  await page.getByLabel('Năm', { exact: true }).selectOption(String(year));
  await page.getByLabel('Chương trình').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Lập kế hoạch' }).click();
  // Begun by the other run of this journey: then it is there to be opened.
  await expect(
    page
      .getByRole('heading', { level: 1, name: `Kế hoạch năm ${year}` })
      .or(page.getByText('đang lập dở'))
      .first(),
  ).toBeVisible();
  if (/\/desk\/plans$/.test(new URL(page.url()).pathname)) await plan.click();
  await ownScenario(page, `Của ${info.project.name} ${info.retry}`);
  await page
    .getByRole('button', { name: /^Đưa vào/ })
    .first()
    .click();
  await expect(inPlan(page)).toHaveText(/\([1-9]\d*\)/);
  await expectSound(page);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await ready(page);
  await propose(page);
  await expectSound(page);
});

test('plans speak English', async ({ page, baseURL }, info) => {
  test.skip(info.project.name !== 'desktop', 'once is enough');
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/plans');
  await expectEnglish(page);
});
