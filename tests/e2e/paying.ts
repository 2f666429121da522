import { Buffer } from 'node:buffer';
import { expect, type Page } from '@playwright/test';
import { emptyPdf } from './dossier.ts';
import { enterAs } from './page-checks.ts';

/** Steps of a contract and its money, for the journey of one project. */

const said = (page: Page, text: string) => expect(page.getByText(text).first()).toBeVisible();
const paper = { name: 'gt.pdf', mimeType: 'application/pdf', buffer: emptyPdf };

/** Both sides sign; what is wrong is said, what was typed stays. Then an annex of the duties alone takes both signatures. */
export async function signAndAmend(page: Page, contract: string, check: () => Promise<void>): Promise<void> {
  await page.goto(contract);
  await page.getByLabel('Số hợp đồng').fill('12/HĐ-KC');
  await page.getByRole('button', { name: 'Ghi hợp đồng đã ký' }).click();
  await said(page, 'Hãy nhập ngày.');
  await expect(page.getByLabel('Số hợp đồng')).toHaveValue('12/HĐ-KC');
  await page.getByLabel('Thực hiện đến ngày').fill('30/06/2027');
  await page.getByLabel('Số tài khoản').last().fill('0101000123');
  await page.getByLabel('Tại ngân hàng, kho bạc').last().fill('Ngân hàng Nông nghiệp');
  await page.getByRole('button', { name: 'Ghi hợp đồng đã ký' }).click();
  await said(page, 'Đã ghi hợp đồng.');
  await page.getByRole('button', { name: 'Mở phụ lục hợp đồng' }).click();
  await said(page, 'Phụ lục số 1 (đang soạn)');
  await page.getByLabel('Trách nhiệm của bên thực hiện').fill('Báo cáo tiến độ hằng tháng.');
  await page.locator('form[action="?/send"] [name="reason"]').fill('Bổ sung nghĩa vụ báo cáo');
  await page.getByRole('button', { name: 'Gửi phụ lục' }).click();
  await page.getByLabel('Số phụ lục').fill('01/PL-HĐ');
  await page.getByRole('button', { name: 'Ghi phụ lục đã ký' }).click();
  await said(page, 'Đã ghi phụ lục được ký.');
  await expect(page.getByRole('row', { name: /Trách nhiệm của bên thực hiện/ })).toContainText('hằng tháng');
  await check();
}

/** The owner reports how far the works are; the department certifies it. */
export async function certifyProgress(page: Page, project: string, mine: string): Promise<void> {
  await enterAs(page, 'Trương Văn Quý');
  await page.goto(`${mine}/payments`);
  await page.locator('summary', { hasText: 'Gửi báo cáo tiến độ' }).click();
  await page.getByLabel('Khối lượng đã thực hiện (%)').fill('80');
  await page.getByLabel('Kinh phí đã thực hiện (đồng)').fill('480 triệu');
  await page.getByLabel('Những việc đã làm').fill('Máy đã lắp xong.');
  await page.getByRole('button', { name: 'Gửi báo cáo tiến độ' }).click();
  await said(page, 'Đã gửi báo cáo tiến độ.');
  await enterAs(page, 'Nguyễn Thị Hạnh');
  await page.goto(`${project}/payments`);
  await page.getByLabel('Xác nhận khối lượng, kinh phí').check();
  await page.getByRole('button', { name: 'Ghi ý kiến của Sở' }).click();
  await said(page, 'Đã ghi ý kiến của Sở.');
}

/** The owner asks with all papers that are needed; without them each is named. */
export async function askAsOwner(page: Page, mine: string, amount: string, missing: string): Promise<void> {
  await enterAs(page, 'Trương Văn Quý');
  await page.goto(`${mine}/payments`);
  await page.getByLabel('Số tiền (đồng)').fill(amount);
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await said(page, `Thiếu giấy tờ: ${missing}`);
  for (const field of await page.locator('input[type="file"][name^="files."]').all())
    await field.setInputFiles(paper);
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await said(page, 'Đã gửi đề nghị.');
}

/** Centre, accountant and director move the request on, each by their own step, and the payment is recorded. */
export async function carryRequest(page: Page, project: string, voucher: string): Promise<void> {
  for (const [person, button, answer] of [
    ['Hoàng Minh Đức', 'Xác nhận hồ sơ đủ', 'Trung tâm đã xác nhận hồ sơ.'],
    ['Đặng Thị Lan', 'Kế toán xác nhận', 'Kế toán đã xác nhận.'],
    ['Hồ Sỹ Tiến', 'Duyệt chi', 'Đã duyệt chi.'],
  ] as const) {
    await enterAs(page, person);
    await page.goto(`${project}/payments`);
    await page.getByRole('button', { name: button, exact: true }).click();
    await said(page, answer);
  }
  await page.getByLabel('Số chứng từ').fill(voucher);
  await page.getByRole('button', { name: 'Ghi đã chi' }).click();
  await said(page, 'Đã ghi khoản chi.');
}

/** A statement that names one voucher rightly and the other wrongly: the one pairs itself, the other is paired by hand. */
export async function reconcile(
  page: Page,
  vouchers: readonly [string, string],
  amounts: readonly [string, string],
  today: string,
): Promise<void> {
  await enterAs(page, 'Đặng Thị Lan');
  await page.goto('/desk/payments/reconciliation');
  const [right, wrong] = [vouchers[0], `${vouchers[1]}-X`];
  const rows = [right, wrong].map((one, i) => `${today};${one};${amounts[i]};Cơ sở;Chi khuyến công`);
  const text = ['Ngày;Số chứng từ;Số tiền;Đơn vị nhận;Nội dung', ...rows].join('\n');
  await page
    .getByLabel('Tệp sổ phụ')
    .setInputFiles({ name: 'so-phu.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Nhập sổ phụ' }).click();
  await said(page, 'Đã nhập 2 dòng, tự khớp 1.');
  await choose(page, 'line', wrong);
  await choose(page, 'act', vouchers[1]);
  await page.locator('form[action="?/match"] [name="reason"]').fill('Kho bạc ghi nhầm số chứng từ');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await said(page, 'Đã ghép.');
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const select = page.locator(`select[name="${name}"]`);
  const label = (await select.locator('option').allInnerTexts()).find((one) => one.includes(text));
  await select.selectOption({ label: label ?? text });
}
