import { expect, test, type Page } from '@playwright/test';
import { addDays, dayOfWeek, formatDate, todayIn, yearOf } from '#kernel';
import { expectAccessible, expectEnglish, expectNoSideScroll } from './page-checks.ts';

async function enterAs(page: Page, name: string): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** A weekday soon to come, another one for every run, that no holiday is on. */
function dayOff(nth: number) {
  let day = addDays(todayIn(new Date()), 1);
  for (let left = nth; ; day = addDays(day, 1)) {
    if (dayOfWeek(day) > 5 || /-01-0[1-3]$/.test(day)) continue;
    if (left-- === 0) return day;
  }
}

test('a holiday declared late is entered by one, published by another, and deadlines move', async ({
  page,
}, info) => {
  const nth = ['desktop', 'phone', 'no-javascript'].indexOf(info.project.name) + 3 * info.retry;
  const off = dayOff(nth);
  const year = yearOf(off);
  const notice = `TB thử ${info.project.name} ${info.retry}`;

  await enterAs(page, 'Vũ Hải Yến');
  await page.goto(`/desk/calendar?year=${year}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Lịch làm việc năm ${year}`);
  await expect(page.getByText('Tết Nguyên đán').filter({ visible: true }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByRole('link', { name: 'Nhập theo thông báo' }).click();
  await page.getByLabel('Số, ký hiệu thông báo').fill(notice);
  await page.getByLabel('Ngày ban hành').fill(formatDate(todayIn(new Date())));
  await page.getByLabel('Bạn đã đọc thông báo thế nào?').selectOption({ label: 'Đã đọc toàn văn' });
  const row = page.getByRole('group', { name: /^Đợt/ }).last();
  await row.getByLabel('Từ ngày').fill(formatDate(off));
  await row.getByLabel('Tên tiếng Việt').fill('Nghỉ theo thông báo');
  await row.getByLabel('Tên tiếng Anh').fill('Off by the notice');
  await row.getByLabel('Là ngày làm bù').check();
  await page.getByRole('button', { name: 'Lưu bản nhập' }).click();

  await expect(row.getByText(/không phải thứ Bảy hay Chủ nhật/)).toBeVisible();
  await expect(page.getByLabel('Số, ký hiệu thông báo')).toHaveValue(notice);
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page
    .getByRole('group', { name: /^Đợt/ })
    .getByLabel('Từ ngày')
    .and(page.locator('[aria-invalid]'))
    .waitFor();
  const wrong = page
    .getByRole('group', { name: /^Đợt/ })
    .filter({ has: page.locator('[aria-invalid="true"]') });
  await wrong.getByLabel('Là ngày làm bù').uncheck();
  await page.getByRole('button', { name: 'Lưu bản nhập' }).click();
  await expect(page.getByText('Đã lưu. Cần một người khác công bố.')).toBeVisible();
  await expect(page.getByText('Bạn đã nhập bản này, nên người khác phải công bố.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Công bố/ })).toHaveCount(0);

  await enterAs(page, 'Ngô Trọng Nghĩa');
  await page.goto(`/desk/calendar/${year}`);
  await expect(page.getByRole('row').filter({ hasText: formatDate(off) })).toContainText('Ngày nghỉ');
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByRole('button', { name: `Công bố lịch năm ${year}` }).click();
  await expect(page.getByText(`Đã công bố lịch năm ${year}`)).toBeVisible();
  await expect(page.getByText(`Theo ${notice}`)).toBeVisible();
  await expect(page.getByText(/\d+ thời hạn của tỉnh đã được tính lại/)).toBeVisible();
  await expect(page.locator('a[href^="/desk/projects/"]').filter({ hasText: /\d/ }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);

  // Whoever only works by it sees it, and changes nothing.
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(`/desk/calendar?year=${year}`);
  await expect(page.getByText(`Theo ${notice}`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Nhập theo thông báo' })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('calendar.png'), fullPage: true });
});

test('the calendar speaks English', async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await enterAs(page, 'Vũ Hải Yến');
  await page.goto('/desk/calendar?year=2025');
  await expectEnglish(page, []);
  await page.goto('/desk/calendar/2025');
  await expectEnglish(page, []);
  await expectNoSideScroll(page);
});
