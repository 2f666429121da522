import { Buffer } from 'node:buffer';
import { expect, test, type Page } from '@playwright/test';
import { formatDate, todayIn } from '#kernel';
import { enterAs, expectSound } from './page-checks.ts';

const today = formatDate(todayIn(new Date()));

async function said(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByText(text).first()).toBeVisible();
}

/** The centre, the accountant and the director move the request on, and the payment is recorded. */
async function carry(page: Page, payments: string, voucher: string): Promise<void> {
  const step = async (person: string, button: string, answer: string) => {
    await enterAs(page, person);
    await page.goto(payments);
    await page.getByRole('button', { name: button, exact: true }).click();
    await said(page, answer);
  };
  await step('Võ Thị Kim Oanh', 'Xác nhận hồ sơ đủ', 'Trung tâm đã xác nhận hồ sơ.');
  await step('Đặng Thị Lan', 'Kế toán xác nhận', 'Kế toán đã xác nhận.');
  await step('Hồ Sỹ Tiến', 'Duyệt chi', 'Đã duyệt chi.');
  await page.getByLabel('Số chứng từ').fill(voucher);
  await page.getByRole('button', { name: 'Ghi đã chi' }).click();
  await said(page, 'Đã ghi khoản chi.');
}

test('a contract is signed, amended, paid twice, and the treasury’s statement reconciled', async ({
  page,
}, info) => {
  test.skip(info.project.name !== 'desktop', 'one project of the sample province is walked on');
  test.setTimeout(120_000);
  await enterAs(page, 'Hồ Sỹ Tiến');
  await page.goto('/desk/projects?state=estimated&procedure=provincial');
  await page.locator('a[href^="/desk/projects/"]').filter({ hasText: /KC-/ }).last().click();
  await page.getByRole('link', { name: 'Hợp đồng', exact: true }).click();
  const contract = new URL(page.url()).pathname;
  const payments = contract.replace(/contract$/, 'payments');

  // Both sides sign; what is wrong is said all at once, what was typed stays.
  await page.getByLabel('Số hợp đồng').fill('45/HĐ-KC');
  await page.getByRole('button', { name: 'Ghi hợp đồng đã ký' }).click();
  await said(page, 'Ô này còn trống.');
  await expect(page.getByLabel('Số hợp đồng')).toHaveValue('45/HĐ-KC');
  await page.getByLabel('Thực hiện đến ngày').fill('31/12/2027');
  await page.getByLabel('Số tài khoản').last().fill('0101000123');
  await page.getByLabel('Tại ngân hàng, kho bạc').last().fill('Ngân hàng Nông nghiệp');
  await page.getByRole('button', { name: 'Ghi hợp đồng đã ký' }).click();
  await said(page, 'Đã ghi hợp đồng.');
  await expectSound(page, 'contract');

  // An amendment of the duties alone takes both signatures.
  await page.getByRole('button', { name: 'Mở phụ lục hợp đồng' }).click();
  await said(page, 'Phụ lục số 1 (đang soạn)');
  await page.getByLabel('Trách nhiệm của bên thực hiện').fill('Báo cáo tiến độ hằng tháng.');
  await page.getByLabel('Lý do').first().fill('Bổ sung nghĩa vụ báo cáo');
  await page.getByRole('button', { name: 'Gửi phụ lục' }).click();
  await page.getByLabel('Số phụ lục').fill('01/PL-HĐ');
  await page.getByRole('button', { name: 'Ghi phụ lục đã ký' }).click();
  await said(page, 'Đã ghi phụ lục được ký.');
  await expect(page.getByRole('row', { name: /Trách nhiệm của bên thực hiện/ })).toContainText('hằng tháng');

  // An exception for this project, then an advance with its one paper.
  await enterAs(page, 'Lê Quang Huy');
  await page.goto(payments);
  await page.locator('summary', { hasText: 'Quyết định mức riêng' }).click();
  await page.getByLabel('Tỷ lệ tạm ứng (%)').fill('30');
  await page.getByLabel('Giấy tờ cần có, mỗi dòng một loại').fill('Hợp đồng mua máy');
  await page.getByLabel('Lý do').last().fill('Cơ sở ở địa bàn khó khăn');
  await page.getByLabel('Số quyết định').fill('77/QĐ-SCT');
  await page.getByRole('button', { name: 'Quyết định mức riêng' }).click();
  await said(page, 'Đã ghi mức tạm ứng riêng.');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(payments);
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await said(page, 'Thiếu giấy tờ: Hợp đồng mua máy.');
  await expectSound(page, 'asking');
  await page
    .getByLabel('Tệp mới: Hợp đồng mua máy')
    .setInputFiles({ name: 'hd.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 hd') });
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await said(page, 'Đã gửi đề nghị.');
  const first = `UNC-${Date.now()}`;
  await carry(page, payments, first);

  // Accepted, the rest is asked for and paid.
  await enterAs(page, 'Nguyễn Thị Hạnh');
  await page.goto(contract.replace(/contract$/, 'act/accept_works'));
  await page.getByLabel('Ngày nghiệm thu').fill(today);
  await page.getByLabel('Địa điểm').fill('Tại xưởng');
  await page.getByLabel('Thành phần tham gia').fill('Trung tâm, xã, cơ sở');
  await page.getByLabel('Kết quả kiểm tra').fill('Máy chạy tốt');
  await page.getByRole('button', { name: 'Nghiệm thu', exact: true }).click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(payments);
  for (const field of await page.locator('input[type="file"][name^="files."]').all())
    await field.setInputFiles({
      name: 'gt.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 x'),
    });
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await said(page, 'Đã gửi đề nghị.');
  await carry(page, payments, `${first}B`);
  await expect(page.getByText('Đã chi', { exact: true })).toHaveCount(2);
  await expectSound(page, 'paid');

  // The statement names the first voucher rightly and the second wrongly: one pairs itself, one is paired by hand.
  await enterAs(page, 'Đặng Thị Lan');
  await page.goto('/desk/payments/reconciliation');
  const open = page.getByRole('listitem').filter({ hasText: first });
  const amounts: string[] = [];
  for (const item of await open.all()) amounts.push(await item.locator('strong').innerText());
  const rows = [first, `${first}-X`].map(
    (voucher, i) => `${today};${voucher};${amounts[i]};Cơ sở;Chi khuyến công`,
  );
  const statement = ['Ngày;Số chứng từ;Số tiền;Đơn vị nhận;Nội dung', ...rows].join('\n');
  await page
    .getByLabel('Tệp sổ phụ')
    .setInputFiles({ name: 'so-phu.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) });
  await page.getByRole('button', { name: 'Nhập sổ phụ' }).click();
  await said(page, 'Đã nhập 2 dòng, tự khớp 1.');
  await page.getByLabel('Dòng sổ phụ').selectOption({ label: await labelWith(page, 'line', `${first}-X`) });
  await page
    .getByLabel('Khoản chi', { exact: true })
    .selectOption({ label: await labelWith(page, 'act', `${first}B`) });
  await page.getByLabel('Lý do').first().fill('Kho bạc ghi nhầm số chứng từ');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await said(page, 'Đã ghép.');
  await expectSound(page, 'reconciled');
});

async function labelWith(page: Page, select: string, text: string): Promise<string> {
  const options = await page.locator(`select[name="${select}"] option`).allInnerTexts();
  return options.find((one) => one.includes(text)) ?? text;
}
