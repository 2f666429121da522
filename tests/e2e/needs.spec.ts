import { expect, test } from '@playwright/test';
import { needColumns } from '#programmes';
import { writeXlsx } from 'hucre';
import { columnTitle } from '#app/needs/need-book.ts';
import { enterAs, expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('a commune officer enters needs on a telephone, and the centre turns one into a request and registers', async ({
  page,
}, info) => {
  test.skip(info.project.name !== 'phone', 'a commune officer has a telephone');
  const sound = async (name: string) => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };
  const stamp = Date.now().toString(36);
  const what = `Mua máy cưa đá ${stamp}`;

  await enterAs(page, 'Lô Văn Thắng');
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Nhu cầu hỗ trợ' }).first().click();
  await page.getByRole('link', { name: 'Nhập nhu cầu' }).click();
  await sound('form');

  // Nothing typed is lost when something is wrong.
  const known = page.getByLabel('Cơ sở đã đăng ký');
  const stones = await known.locator('option', { hasText: 'Phủ Quỳ' }).getAttribute('value');
  await known.selectOption(stones);
  await page.getByLabel('Muốn làm gì').fill(what);
  await page.getByLabel('Tổng chi phí dự kiến').fill('420 triệu');
  await page.getByLabel('Đề nghị hỗ trợ').fill('500 triệu');
  await page.getByRole('button', { name: 'Gửi nhu cầu' }).click();
  await expect(page.getByText('Ô này còn trống').first()).toBeVisible();
  await expect(page.getByLabel('Muốn làm gì')).toHaveValue(what);
  await page.getByLabel('Nội dung hỗ trợ').selectOption('MM-02');
  await page.getByRole('button', { name: 'Gửi nhu cầu' }).click();
  await expect(page.getByText(/nhiều hơn tổng chi phí 420\.000\.000 đồng/).first()).toBeVisible();
  await page.getByLabel('Đề nghị hỗ trợ').fill('200 triệu');
  await page.getByRole('button', { name: 'Gửi nhu cầu' }).click();
  await expect(page.getByText('Đã gửi nhu cầu.')).toBeVisible();
  await expect(page.getByText(/Mới có tên, 25%/)).toBeVisible();
  await sound('title');

  // What was missing is added.
  await page.getByText('Sửa nhu cầu').click();
  await page.getByLabel('Máy hoặc hạng mục cụ thể').fill('Máy cưa đá 3 lưỡi');
  await page.getByLabel('Báo giá').fill('Công ty Cơ khí Vinh, BG-12');
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(page.getByText(/Sẵn sàng, 70%/)).toBeVisible();

  // A book with one wrong row: refused whole, taken in without it when asked.
  await page.getByRole('link', { name: 'Nhu cầu hỗ trợ' }).first().click();
  await page.getByRole('link', { name: 'Nhập từ Excel' }).click();
  const row = (name: string, commune: string) =>
    needColumns.map(
      (c) => ({ name, commune, content: 'NH-01', title: 'Đăng ký nhãn hiệu' })[c as 'name'] ?? '',
    );
  const rows = [row(`Hộ A ${stamp}`, 'Quỳ Hợp'), row(`Hộ B ${stamp}`, 'Xã Nơi Khác')];
  const buffer = Buffer.from(
    await writeXlsx({
      sheets: [{ name: 'Nhu cầu', rows: [needColumns.map((_, i) => columnTitle(i)), ...rows] }],
    }),
  );
  await page
    .getByLabel('Tệp Excel đã điền')
    .setInputFiles({ name: 'nhu-cau.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: 'Kiểm tra và nhập' }).click();
  await expect(page.getByText('Chưa nhập dòng nào: 1 trong 2 dòng có chỗ sai')).toBeVisible();
  await expect(page.getByText('Không có xã, phường “Xã Nơi Khác” trong tỉnh.')).toBeVisible();
  await sound('refused');
  await page.getByRole('button', { name: 'Chỉ nhập 1 dòng đúng' }).click();
  await expect(page.getByText('Đã nhập 1 nhu cầu, để lại 1 dòng')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải 1 dòng sai (Excel)' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);

  // The centre finds it without accents, and makes it a request with one click.
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/needs');
  await sound('list');
  await page.getByLabel('Tìm cơ sở, việc, máy, mã số thuế').fill(`may cua da ${stamp}`);
  await page.getByRole('button', { name: 'Lọc' }).click();
  await page.getByRole('link', { name: what }).click();
  await page.getByRole('button', { name: 'Lập đề nghị từ nhu cầu này' }).click();
  await expect(page.getByText('Đã thành đề nghị của cơ sở')).toBeVisible();

  // The provincial registration holds it, with its letter.
  await page.goto('/desk/needs');
  await page.getByRole('link', { name: 'Bảng đăng ký' }).click();
  await page.getByRole('link', { name: 'Khuyến công địa phương' }).click();
  await expect(page.getByRole('link', { name: what })).toBeVisible();
  await expect(page.getByText(/chưa được đối chiếu với văn bản/)).toBeVisible();
  await page.getByLabel('Kính gửi').fill('Sở Công Thương');
  await page.getByLabel('Chức danh người ký').fill('Giám đốc');
  for (const label of ['Kết quả năm trước', 'Ước thực hiện năm nay', 'Mục tiêu, định hướng năm sau'])
    await page.getByLabel(label).fill('Đạt kế hoạch.');
  await sound('registration');
  await page.getByRole('button', { name: 'Lập bảng và công văn' }).click();
  await expect(page.getByText(/Đã lập bản \d+\./)).toBeVisible();
  const letter = await page.getByRole('link', { name: 'Công văn (PDF)' }).first().getAttribute('href');
  const pdf = await page.request.get(letter!);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  // The owner goes on with the draft.
  await enterAs(page, 'Trương Văn Quý');
  await page.goto('/my');
  await page.getByRole('link', { name: what }).first().click();
  await expect(page.getByLabel('Tên đề án')).toHaveValue(what);
  await page.goto('/my/needs');
  await expect(page.getByText('Đã thành đề nghị').first()).toBeVisible();
  await sound('my-needs');
});
