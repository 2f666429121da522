import { expect, test, type Page } from '@playwright/test';
import { authenticator } from '../support/authenticator.ts';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

/** Signs in by one click as the sample account of a role. */
async function enterAs(page: Page, role: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: role }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function expectGood(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

/** Every project, browser and run makes people of its own. */
const unique = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;

test('a visitor asks for pages about getting in', async ({ page }) => {
  for (const way of ['/sign-in', '/sign-up', '/password-reset', '/invitation/40-x', '/password-reset/x']) {
    await page.goto(way);
    await expectGood(page);
  }
});

test('a wrong password is said beside the form, and the address is kept', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử').fill('khong.ai@nghean.example');
  await page.locator('input[name=password]').fill('sai mật khẩu rồi');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Thư điện tử hoặc mật khẩu không đúng.');
  await expect(page.getByLabel('Thư điện tử')).toHaveValue('khong.ai@nghean.example');
  await expectGood(page);
});

test('one click makes a visitor an officer, with the banner of sample data, and out again', async ({
  page,
}) => {
  await enterAs(page, 'Cán bộ Trung tâm Khuyến công');
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByText('Dữ liệu mẫu.')).toBeVisible();
  await page.goto('/account');
  await expectGood(page);
  await page.locator('summary', { hasText: 'Tài khoản của' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.goto('/desk');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdesk/);
});

test('an administrator invites an officer, who chooses a password and sets a second factor', async ({
  page,
  browser,
}) => {
  test.slow(); // eleven pages, each through axe
  const email = `can.bo.${unique()}@nghean.example`;
  await enterAs(page, 'Quản trị viên');
  await expect(page).toHaveURL(/\/admin\/people$/);
  await expectGood(page);
  await page.getByRole('link', { name: 'Mời người dùng' }).click();
  await expectGood(page);
  await page.getByLabel('Họ và tên').fill('Cán Bộ Mới');
  await page.getByLabel('Thư điện tử').fill(email);
  await page
    .getByLabel('Đơn vị')
    .selectOption({ label: 'Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Nghệ An' });
  await page.getByLabel('Vai trò').selectOption('auditor');
  await page.getByRole('button', { name: 'Gửi lời mời' }).click();
  await expect(page.getByRole('alert')).toContainText('Đơn vị này không có vai trò đó.');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Cán Bộ Mới');
  await expectGood(page);
  await page.getByLabel('Vai trò').selectOption('centre_officer');
  await page.getByRole('button', { name: 'Gửi lời mời' }).click();
  const link = await page.getByLabel('Đường dẫn để trao tận tay').inputValue();
  await expectGood(page);

  const other = await browser.newContext(
    test.info().project.use.viewport ? { ...test.info().project.use } : {},
  );
  const officer = await other.newPage();
  await officer.goto(new URL(link).pathname);
  await expectGood(officer);
  await officer.locator('input[name=password]').fill('ngắn');
  await officer.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(officer.getByRole('alert')).toContainText('ít nhất 10 ký tự');
  await officer.locator('input[name=password]').fill('có chí thì nên');
  await officer.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(officer).toHaveURL(/\/desk$/);

  await officer.goto('/account/second-factor');
  await officer.locator('input[name=password]').fill('có chí thì nên');
  await officer.getByRole('button', { name: 'Bắt đầu' }).click();
  await expectGood(officer);
  const uri = await officer.locator('[name=uri]').inputValue();
  const code = authenticator(uri);
  await officer.getByLabel('Mã trong ứng dụng xác thực').fill(code());
  await officer.getByRole('button', { name: 'Bật', exact: true }).click();
  await expect(officer.getByText('Xác thực hai bước đã bật.')).toBeVisible();
  await officer.goto('/account/sessions');
  await expectGood(officer);
  await other.close();

  const again = await browser.newContext({ ...test.info().project.use });
  const back = await again.newPage();
  await back.goto('/sign-in?next=/account');
  await back.getByLabel('Thư điện tử').fill(email);
  await back.locator('input[name=password]').fill('có chí thì nên');
  await back.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(back.getByRole('heading', { level: 1 })).toHaveText('Mã xác thực');
  await expectGood(back);
  await back.getByLabel('Mã trong ứng dụng xác thực').fill(code(1));
  await back.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(back).toHaveURL(/\/account$/);
  await again.close();

  await page.goto('/admin/people?q=can+bo+moi');
  await page.getByRole('link', { name: 'Cán Bộ Mới' }).first().click();
  await expectGood(page);
});

test('an administrator keeps the units', async ({ page }) => {
  const name = `Trung tâm thử ${unique()}`;
  await enterAs(page, 'Quản trị viên');
  await page.goto('/admin/units');
  await expectGood(page);
  await page.getByRole('link', { name: 'Thêm đơn vị' }).click();
  await expectGood(page);
  await page.getByLabel('Loại đơn vị').selectOption('centre');
  await page.getByLabel('Tên đơn vị').fill(name);
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expectGood(page);
  await page.getByLabel('Tên viết tắt').fill('TTT');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByLabel('Tên viết tắt')).toHaveValue('TTT');
  await page.goto('/admin/invitations');
  await expectGood(page);
});

test('an owner registers; without a mail server the request waits for the administrator', async ({
  page,
}) => {
  const email = `chu.co.so.${unique()}@nghean.example`;
  await page.goto('/sign-up');
  await page.getByLabel('Họ và tên').fill('Chủ Cơ Sở Mới');
  await page.getByLabel('Thư điện tử').fill('không phải địa chỉ');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Chủ Cơ Sở Mới');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByText('Đã nhận yêu cầu của bạn.')).toBeVisible();
  await expectGood(page);

  await enterAs(page, 'Quản trị viên');
  await page.goto('/admin/invitations');
  await page
    .getByRole('row')
    .filter({ hasText: email })
    .getByRole('button', { name: 'Tạo đường dẫn mới' })
    .click();
  const link = await page.getByLabel('Đường dẫn để trao tận tay').inputValue();
  await page.context().clearCookies();
  await page.goto(new URL(link).pathname);
  await page.locator('input[name=password]').fill('nhà máy nhỏ ven sông');
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(page).toHaveURL(/\/my\/establishment/);
});

test('in English', async ({ page }) => {
  await page.goto('/sign-in');
  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: page.url() }]);
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.getByRole('button', { name: 'Administrator' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People');
  await page.goto('/account');
  await expectGood(page);
});
