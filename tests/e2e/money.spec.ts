import { expect, test, type Page } from '@playwright/test';
import { enterAs, expectAccessible, expectNoSideScroll } from './page-checks.ts';

const mark = () => String(Date.now() % 10_000_000);
const today = () =>
  new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date());

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

async function openFund(page: Page, name: string): Promise<void> {
  await page.goto('/desk/money/funds/new');
  await page.getByLabel('Tên nguồn').fill(name);
  await page.getByLabel('Vốn lồng ghép, tài trợ').check();
  await page.getByLabel('Khuyến công địa phương').check();
  await page.getByLabel('Đơn vị được giao').selectOption({ label: 'Sở Công Thương Nghệ An' });
  await page.getByRole('button', { name: 'Mở nguồn' }).click();
  await page.waitForURL(/\/desk\/money\?year=/);
}

async function decide(page: Page, kind: string, amount: string, number: string): Promise<void> {
  await page.getByLabel(kind).check();
  await page.getByLabel('Số tiền').fill(amount);
  await page.getByLabel('Số quyết định').fill(number);
  await page.getByLabel('Ngày quyết định').fill(today());
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
}

const cardOf = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });

test('a fund is opened, given money by decisions, and every figure leads to its transfers', async ({
  page,
}) => {
  const name = `Tài trợ khuyến công ${mark()}`;
  await enterAs(page, 'Cao Thị Bích Ngọc');
  await openFund(page, name);
  const card = cardOf(page, name);
  await expect(card.getByText('Nguồn này chưa có tiền')).toBeVisible();
  await check(page);

  await card.getByRole('link', { name: 'Ghi quyết định ngân sách' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ghi quyết định ngân sách' })).toBeVisible();
  await check(page);
  await decide(page, 'Giao dự toán', '4.5 tỷ', `${mark()}/QĐ-UBND`);
  const summary = page.getByRole('alert').filter({ hasText: 'chỗ cần sửa' });
  await expect(summary).toContainText('4,5 tỷ');
  await expect(page.getByLabel('Ngày quyết định')).toHaveValue(today());
  await check(page);
  const number = `${mark()}/QĐ-UBND`;
  await decide(page, 'Giao dự toán', '4,5 tỷ', number);
  await page.waitForURL(/\/desk\/money\?year=/);
  await check(page);

  await card.getByRole('link', { name: number }).click();
  await expect(page.getByText('1 bút toán, cộng 4.500.000.000 đồng.')).toBeVisible();
  await check(page);
  await page.goBack();
  const standing = card
    .getByRole('row', { name: /^Kinh phí năm/ })
    .getByRole('link', { name: '4.500' })
    .last();
  await standing.click();
  await expect(page.getByText('còn lại 4.500.000.000 đồng')).toBeVisible();

  await page.locator('tbody').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chứng từ hạch toán' })).toBeVisible();
  await check(page);
  await page.getByText('Rút quyết định ghi nhầm').click();
  await page.getByLabel('Lý do rút').fill('Ghi nhầm nguồn');
  await page.getByRole('button', { name: 'Ghi bút toán đảo' }).click();
  await expect(page.getByText('Đã ghi bút toán đảo.')).toBeVisible();
  await check(page);
});

test('at year end what is left lapses and the books are closed', async ({ page }) => {
  const name = `Vốn lồng ghép ${mark()}`;
  await enterAs(page, 'Phan Đình Long');
  await openFund(page, name);
  await cardOf(page, name).getByRole('link', { name: 'Ghi quyết định ngân sách' }).first().click();
  await decide(page, 'Giao dự toán', '80 triệu', `${mark()}/QĐ-UBND`);
  await page.waitForURL(/\/desk\/money\?year=/);

  await cardOf(page, name).getByRole('link', { name: 'Cuối năm' }).click();
  await check(page);
  await page.getByRole('link', { name: 'Khóa sổ' }).click();
  await expect(page.getByText('Còn 80.000.000 đồng dang dở')).toBeVisible();
  await page.getByRole('link', { name: 'Hủy dự toán' }).click();
  await check(page);
  await page.getByLabel('Số tiền').fill('80.000.001');
  await page.getByLabel('Số quyết định').fill(`${mark()}/QĐ-STC`);
  await page.getByLabel('Ngày quyết định').fill(today());
  await page.getByRole('button', { name: 'Ghi hủy dự toán' }).click();
  await expect(page.getByText('Không đủ tiền: còn 80.000.000 đồng, đề nghị 80.000.001 đồng.')).toBeVisible();
  await page.getByLabel('Số tiền').fill('80.000.000');
  await page.getByRole('button', { name: 'Ghi hủy dự toán' }).click();
  await expect(page.getByText('Không còn khoản nào để hủy.')).toBeVisible();

  await page.getByRole('link', { name: 'Khóa sổ' }).click();
  await page.locator('summary').filter({ hasText: 'Khóa sổ' }).click();
  await check(page);
  await page.getByRole('button', { name: 'Khóa sổ' }).click();
  await expect(cardOf(page, name).getByText('khóa sổ')).toBeVisible();
});

test('the transfers go into a spreadsheet', async ({ page }) => {
  await enterAs(page, 'Dương Văn Khánh');
  await page.goto('/desk/money');
  await expect(page.getByRole('link', { name: 'Ghi quyết định ngân sách' })).toHaveCount(0);
  const answer = await page.request.get('/desk/money/transfers/csv');
  expect(answer.headers()['content-type']).toContain('text/csv');
  const lines = (await answer.text()).replace('\uFEFF', '').trim().split('\r\n');
  expect(lines[0]).toContain('Ngày nghiệp vụ;Năm;Nguồn;Loại bút toán;Từ;Đến;Số tiền (đồng)');
  for (const path of ['/desk/money/decisions/new', '/desk/money/funds/new'])
    expect((await page.goto(path))?.status()).toBe(404);
});
