import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll, hasJavaScript } from './page-checks.ts';

async function signInAs(page: Page, role: string): Promise<void> {
  await page.goto('/sign-in');
  await page
    .getByRole('button', { name: new RegExp(`^${role}`) })
    .first()
    .click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A well-formed tax code nobody has: random digits and their check digit. */
function freshTaxCode(): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  for (;;) {
    const body = `29${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
    const digit = 10 - (weights.reduce((sum, w, i) => sum + w * Number(body[i]), 0) % 11);
    if (digit < 10 && !body.endsWith('0000000')) return `${body}${digit}`;
  }
}

async function chooseCommune(page: Page, typed: string, title: string): Promise<void> {
  const field = page.getByLabel('Xã, phường nơi sản xuất');
  if (!hasJavaScript()) {
    await field.selectOption({ label: title });
    return;
  }
  const box = page.getByRole('combobox', { name: 'Xã, phường nơi sản xuất' });
  await expect(box).toHaveAttribute('aria-autocomplete', 'list');
  await box.click();
  await box.pressSequentially(typed);
  await page.getByRole('option', { name: title }).first().click();
}

test('an establishment registers, mends what was wrong, and learns whether it may be supported', async ({
  page,
}) => {
  const name = `Xưởng đá mỹ nghệ ${freshTaxCode()}`;
  await signInAs(page, 'Chủ cơ sở');
  await page.goto('/my/establishment/new');
  await expectNoSideScroll(page);
  await expectAccessible(page);

  await page.getByLabel('Tên cơ sở').fill(name);
  await page.getByLabel('Loại hình').selectOption({ label: 'Công ty TNHH hai thành viên trở lên' });
  await page.getByLabel('Mã số thuế').fill('2900325527');
  await page.getByLabel('Doanh thu năm trước').fill('4,5 tỷ');
  await page.getByLabel('Phụ nữ làm chủ').check();
  await page.getByLabel('Có hợp đồng xuất khẩu').check();
  await page.getByLabel('Có sản phẩm công nghiệp nông thôn tiêu biểu').check();
  await page.getByLabel('Tỷ lệ nguyên liệu trong tỉnh').fill('120');
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();

  const summary = page.getByRole('alert').filter({ hasText: 'chỗ cần sửa' });
  await expect(summary).toContainText('Mã số thuế: ');
  await expect(summary).toContainText('Người đại diện: ');
  await expect(summary).toContainText('Tỷ lệ nguyên liệu trong tỉnh (%): Tỷ lệ phải từ 0 đến 100%');
  await expect(page.getByLabel('Tỷ lệ nguyên liệu trong tỉnh')).toHaveValue('120');
  await expect(page.getByLabel('Có hợp đồng xuất khẩu')).toBeChecked();
  await expect(page.getByLabel('Tên cơ sở')).toHaveValue(name);
  await expect(page.getByLabel('Phụ nữ làm chủ')).toBeChecked();
  await expect(page.getByLabel('Loại hình')).toHaveValue('limited_company');
  await expectAccessible(page);

  await page.getByLabel('Mã số thuế').fill(freshTaxCode());
  await page.getByLabel('Người đại diện').fill('Trương Văn Quý');
  await page.getByLabel('Điện thoại').fill('0912 345 678');
  await chooseCommune(page, 'quy hop', 'Xã Quỳ Hợp');
  await page.getByLabel('Ngành nghề chính').selectOption('NN-C');
  await page.getByLabel('Số lao động').fill('62');
  await page.getByLabel('Tỷ lệ nguyên liệu trong tỉnh').fill('62,5');
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();

  await expect(page.getByText('Đã lưu thông tin cơ sở.')).toBeVisible();
  const mine = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
  await expect(mine.getByText('Đủ điều kiện là đối tượng hỗ trợ')).toBeVisible();
  await expect(mine.getByText('Nơi sản xuất là xã của tỉnh, thuộc địa bàn được hỗ trợ.')).toBeVisible();
  await expect(mine.getByText('Nghị định 235/2025/NĐ-CP, Điều 1 khoản 1').first()).toBeVisible();
  await expect(mine.getByText('chưa đối chiếu văn bản gốc').first()).toBeVisible();
  await expect(mine.getByText('62,5%')).toBeVisible();
  await expect(mine.getByText('Sử dụng nguyên liệu tại chỗ')).toBeVisible();
  await expect(mine.getByText('Địa bàn: bậc 1 trong 4: Vùng cao')).toBeVisible();
  await expect(mine.getByText('Ngành nghề: bậc 1 trong 2: Nhóm b')).toBeVisible();
  await expect(mine.getByText('Chủ cơ sở: Phụ nữ')).toBeVisible();
  await expect(mine.getByText('Thông tư 46/2012/TT-BCT, Điều 6 khoản 3').first()).toBeVisible();
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

test('an officer enters an establishment, finds it without accents, and keeps it right', async ({ page }) => {
  const taxCode = freshTaxCode();
  await signInAs(page, 'Cán bộ Trung tâm Khuyến công');
  await page.goto('/desk/establishments');
  await page.getByRole('link', { name: 'Nhập cơ sở' }).click();
  await page.getByLabel('Tên cơ sở').fill(`Hợp tác xã Nước mắm ${taxCode}`);
  await page.getByLabel('Loại hình').selectOption({ label: 'Hợp tác xã' });
  await page.getByLabel('Mã số thuế').fill(taxCode);
  await page.getByLabel('Người đại diện').fill('Nguyễn Thị Ngân');
  await page.getByLabel('Điện thoại').fill('0238 3844 123');
  await chooseCommune(page, 'truong vinh', 'Phường Trường Vinh');
  await page.getByLabel('Ngành nghề chính').selectOption('NN-A');
  await page.getByLabel('Số lao động').fill('18');
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();
  await expect(page.getByText('Đã lưu thông tin cơ sở.')).toBeVisible();

  await page.goto('/desk/establishments');
  await page.getByLabel('Tên, mã số thuế, sản phẩm…').fill(`nuoc mam ${taxCode.slice(4)}`);
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expectNoSideScroll(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: `Hợp tác xã Nước mắm ${taxCode}` }).click();
  await expect(page.getByText('Hợp tác xã không phải xét quy mô.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Sửa thông tin' }).click();
  await page.getByLabel('Số lao động').fill('55');
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();
  await expect(page.getByText('Sử dụng nhiều lao động')).toBeVisible();
});

test('the same pages speak English', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/sign-in');
  await page.getByRole('button').filter({ hasText: 'Hoàng Minh Đức' }).click();
  await page.goto('/desk/establishments');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Rural industrial establishments' }),
  ).toBeVisible();
  await page.goto('/desk/establishments/new');
  await expect(page.getByLabel('Commune or ward of production')).toBeVisible();
});
