import { expect, test, type Page } from '@playwright/test';
import { addDays, dayOfWeek, formatDate, todayIn, yearOf } from '#kernel';
import { enterAs, expectAccessible, expectEnglish, expectNoSideScroll } from './page-checks.ts';

/** A weekday soon to come that no holiday is on; another one when tried again. */
function dayOff(nth: number) {
  let day = addDays(todayIn(new Date()), 1);
  for (let left = nth; ; day = addDays(day, 1)) {
    if (dayOfWeek(day) > 5 || /-01-0[1-3]$/.test(day)) continue;
    if (left-- === 0) return day;
  }
}

/** At a desk and on a telephone. */
async function expectSound(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  for (const width of [size.width, 360]) {
    await page.setViewportSize({ ...size, width });
    await expectAccessible(page);
    await expectNoSideScroll(page);
    const picture = test
      .info()
      .outputPath(`${new URL(page.url()).pathname.replaceAll('/', '-')}-${width}.png`);
    await page.screenshot({ path: picture, fullPage: true });
  }
  await page.setViewportSize(size);
}

test('a holiday declared late is entered by one, published by another, and deadlines move', async ({
  page,
}, info) => {
  test.skip(
    info.project.name !== 'desktop',
    'there is one calendar: journeys side by side would overtake each other',
  );
  const off = dayOff(info.retry);
  const year = yearOf(off);
  const notice = `TB thử ${info.retry}`;

  await enterAs(page, 'Vũ Hải Yến');
  await page.goto(`/desk/calendar?year=${year}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Lịch làm việc năm ${year}`);
  await expect(page.getByText('Tết Nguyên đán').filter({ visible: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Nhập theo thông báo' }).click();
  await page.getByLabel('Số, ký hiệu thông báo').fill(notice);
  await page.getByLabel('Ngày ban hành').fill(formatDate(todayIn(new Date())));
  await page.getByLabel('Bạn đã đọc thông báo thế nào?').selectOption({ label: 'Đã đọc toàn văn' });
  const number = await page.getByRole('group', { name: /^Đợt/ }).count();
  const row = page.getByRole('group', { name: `Đợt ${number}`, exact: true });
  await row.getByLabel('Từ ngày').fill(formatDate(off));
  await row.getByLabel('Tên tiếng Việt').fill('Nghỉ theo thông báo');
  await row.getByLabel('Tên tiếng Anh').fill('Off by the notice');
  await row.getByLabel('Là ngày làm bù').check();
  await page.getByRole('button', { name: 'Lưu bản nhập' }).click();

  await expect(row.getByText(/không phải thứ Bảy hay Chủ nhật/)).toBeVisible();
  await expect(page.getByLabel('Số, ký hiệu thông báo')).toHaveValue(notice);
  await expectSound(page);
  await row.getByLabel('Là ngày làm bù').uncheck();
  await page.getByRole('button', { name: 'Lưu bản nhập' }).click();
  await expect(page.getByText('Đã lưu. Cần một người khác công bố.')).toBeVisible();
  await expect(page.getByText('Bạn đã nhập bản này, nên người khác phải công bố.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Công bố/ })).toHaveCount(0);

  await enterAs(page, 'Nguyễn Cảnh Tuấn');
  await page.goto(`/desk/calendar/${year}`);
  await expect(page.getByRole('row').filter({ hasText: formatDate(off) })).toContainText('Ngày nghỉ');
  await expectSound(page);
  await page.getByRole('button', { name: `Công bố lịch năm ${year}` }).click();
  await expect(page.getByText(`Đã công bố lịch năm ${year}`)).toBeVisible();
  await expect(page.getByText(`Theo ${notice}`)).toBeVisible();
  await expect(page.getByText(/[1-9]\d* thời hạn của tỉnh đã được tính lại/)).toBeVisible();
  const moved = page.getByRole('table', { name: 'Thời hạn đã dời' });
  await expect(moved.getByRole('cell').first()).toContainText('KC-');
  await expectSound(page);

  // Whoever only works by it sees it, and changes nothing.
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(`/desk/calendar?year=${year}`);
  await expect(page.getByText(`Theo ${notice}`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Nhập theo thông báo' })).toHaveCount(0);
  await moved.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/desk\/projects\/[0-9a-f-]+$/);
});

test('what is wrong with a year is said beside its field, and nothing is kept of it', async ({ page }) => {
  await enterAs(page, 'Vũ Hải Yến');
  await page.goto('/desk/calendar/2016');
  await page.getByLabel('Số, ký hiệu thông báo').fill('TB thử');
  await page.getByRole('group', { name: 'Đợt 1', exact: true }).getByLabel('Từ ngày').fill('31/02/2016');
  await page.getByRole('button', { name: 'Lưu bản nhập' }).click();
  await expect(page.getByText('Có 3 chỗ cần sửa')).toBeVisible();
  await expect(page.locator('[name="days.0.from"][aria-invalid="true"]')).toHaveValue('31/02/2016');
  await expectNoSideScroll(page);
  await page.goto('/desk/calendar/2016');
  await expect(page.getByLabel('Số, ký hiệu thông báo')).toHaveValue('');
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
