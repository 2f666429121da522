import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll, hasJavaScript, holdScripts } from './page-checks.ts';

// The gallery holds every component and two whole compositions, so what holds here holds for pages made of them.
for (const path of ['/gallery', '/gallery/desk', '/gallery/project'])
  test(`${path} is accessible and fits the screen`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSideScroll(page);
    await expectAccessible(page);
  });

test('at 200 % zoom nothing sticks out to the side', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 450 });
  for (const path of ['/gallery', '/gallery/desk', '/gallery/project', '/']) {
    await page.goto(path);
    await expectNoSideScroll(page);
  }
});

test('menus of the header open without script and stay accessible', async ({ page }) => {
  await page.goto('/gallery/desk');
  await page.getByText('Tài khoản của Cao Thị Vân').locator('..').click();
  await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeVisible();
  await expectAccessible(page);
  await page.mouse.click(20, 500);
  await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeHidden();
  if (!hasJavaScript()) return;
  await page.getByText('Tài khoản của Cao Thị Vân').locator('..').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeHidden();
});

test('a form that comes back keeps what was typed and leads to what must be mended', async ({ page }) => {
  await page.goto('/gallery');
  await page.getByLabel('Mã số thuế').fill('2900000005');
  await page.getByLabel('Mức hỗ trợ đề nghị').fill('450 triệu');
  await page.locator('form', { hasText: 'Mã số thuế' }).getByRole('button', { name: 'Nộp hồ sơ' }).click();

  const summary = page.getByRole('alert').filter({ hasText: 'Có 2 chỗ cần sửa' });
  await expect(summary).toBeVisible();
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Mã số thuế')).toHaveValue('2900000005');
  // Script, once it has arrived, tidies the figure; either way the amount is the one that was typed.
  await expect(page.getByLabel('Mức hỗ trợ đề nghị')).toHaveValue(/^450( triệu|\.000\.000)$/);
  await expectAccessible(page);

  await summary.getByRole('link').first().click();
  await expect(page.getByLabel('Mã số thuế')).toBeFocused();
  await expect(page.getByLabel('Mã số thuế')).toHaveAccessibleDescription(/chữ số thứ mười phải là 4/);
});

test('an amount is read back while it is typed', async ({ page }) => {
  test.skip(!hasJavaScript(), 'the reading is what script adds');
  // The script that arrives between selecting and typing would leave what stood there: no hand is so quick.
  await page.goto('/gallery', { waitUntil: 'networkidle' });
  const amount = page.getByLabel('Mức hỗ trợ đề nghị');
  await amount.fill('4.5 tỷ');
  await expect(page.getByText('4.500.000.000 đồng hay 45.000.000.000 đồng?')).toBeVisible();
  await amount.fill('4,5 tỷ');
  await expect(page.getByText('Bốn tỷ năm trăm triệu đồng')).toBeVisible();
  await amount.blur();
  await expect(amount).toHaveValue('4.500.000.000');
});

test('on paper the furniture of the screen is gone', async ({ page }) => {
  await page.goto('/gallery/project');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('banner').first()).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Duyệt dự toán' })).toBeHidden();
});

test('what is typed before the script arrives stays', async ({ page }) => {
  test.skip(!hasJavaScript(), 'there is no script to arrive');
  const arrive = await holdScripts(page);
  await page.goto('/gallery', { waitUntil: 'commit' });
  await page.getByLabel('Mã số thuế').fill('2900');
  await page.getByLabel('Loại hình').selectOption('household');
  await page.getByLabel('Mức hỗ trợ đề nghị').fill('450 triệu');
  await page.getByLabel('Ngày bắt đầu').fill('15/12/2026');
  await page.getByLabel('Mục tiêu').fill('Giảm bụi');
  await arrive();
  await expect(page.getByText('Bốn trăm năm mươi triệu đồng')).toBeVisible();
  await expect(page.getByLabel('Mã số thuế')).toHaveValue('2900');
  await expect(page.getByLabel('Loại hình')).toHaveValue('household');
  await expect(page.getByLabel('Mức hỗ trợ đề nghị')).toHaveValue('450 triệu');
  await expect(page.getByLabel('Ngày bắt đầu')).toHaveValue('15/12/2026');
  await expect(page.getByLabel('Mục tiêu')).toHaveValue('Giảm bụi');
});
