import { expect, test, type Page } from '@playwright/test';
import { enterAs, expectAccessible, expectNoSideScroll } from './page-checks.ts';

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

test('an officer reads notices, opens a project from one, and chooses the mails', async ({ page }) => {
  await enterAs(page, 'Hoàng Minh Đức');
  await page.getByRole('link', { name: /^Thông báo:/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Thông báo' })).toBeVisible();
  await check(page);

  await page.goto('/notices?view=unread');
  const first = page
    .locator('tbody')
    .getByRole('link', { name: /KC-\d{4}-\d{4}/ })
    .first();
  await expect(first).toBeVisible();
  await check(page);
  const address = await first.getAttribute('href');
  await first.click();
  await page.waitForURL(/\/desk\/projects\/[0-9a-f-]{36}$/);
  await page.goto('/notices?view=unread');
  await expect(page.locator(`a[href="${address}"]`)).toHaveCount(0);

  await page.getByRole('link', { name: 'Thư nhắc việc' }).click();
  await check(page);
  await page.getByLabel('Nhận thư ngay khi có việc đến lượt tôi').check();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu cách nhận thư')).toBeVisible();
  await expect(page.getByLabel('Nhận thư ngay khi có việc đến lượt tôi')).toBeChecked();
  await page.getByLabel('Nhận thư ngay khi có việc đến lượt tôi').uncheck();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu cách nhận thư')).toBeVisible();
});

test('an administrator looks after letters that did not arrive', async ({ page }) => {
  await enterAs(page, 'Quản trị viên');
  await page.goto('/admin/mail');
  await expect(page.getByRole('heading', { level: 1, name: /Thư không gửi được/ })).toBeVisible();
  await expect(page.getByText('Không có thư nào bị trả lại')).toBeVisible();
  await check(page);

  await page.goto('/admin/webhooks');
  await page.getByLabel('Địa chỉ https').fill('https://10.0.0.1/hook');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByText('Địa chỉ nhận nằm trong mạng nội bộ').first()).toBeVisible();
  await expect(page.getByLabel('Địa chỉ https')).toHaveValue('https://10.0.0.1/hook');
  await check(page);
});
