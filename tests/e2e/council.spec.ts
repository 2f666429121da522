import { expect, test } from '@playwright/test';
import { enterAs, expectSound } from './page-checks.ts';

test('opinions are asked side by side, answered by an office and by link, and resolved point by point', async ({
  page,
}, info) => {
  test.skip(info.project.name === 'phone', 'the width of a telephone is looked at from the desk');
  await enterAs(page, 'Nguyễn Thị Hạnh');
  // Those that have waited longest, one for each run: the council's session takes the last to come.
  const nth = ['desktop', 'no-javascript'].indexOf(info.project.name);
  await page
    .getByRole('row', { name: /Lập thẩm định/ })
    .getByRole('link', { name: /^KC-/ })
    .nth(nth)
    .click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  const project = page.url();
  const number = (
    await page
      .getByText(/^KC-\d{4}-\d{4}$/)
      .first()
      .innerText()
  ).trim();
  await page.getByRole('link', { name: 'Lấy ý kiến' }).click();
  await page.getByRole('link', { name: 'Lấy ý kiến các bên' }).click();

  await page.getByLabel('Câu hỏi chung').fill('Đề án có phù hợp quy hoạch và yêu cầu môi trường không?');
  await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await expect(page.getByText('Chọn ít nhất một cơ quan hoặc một chuyên gia.').first()).toBeVisible();
  await expectSound(page, 'ask');
  await expect(page.getByLabel('Câu hỏi chung')).toHaveValue(/^Đề án có phù hợp/);
  const office = page.getByRole('group', { name: 'Cơ quan thứ 1' });
  await office.getByLabel('Cơ quan', { exact: true }).selectOption({ label: 'Sở Tài chính Nghệ An' });
  const expert = page.getByRole('group', { name: 'Chuyên gia thứ 1' });
  await expert.getByLabel('Họ và tên').fill('TS. Phan Văn Tâm');
  await expert.getByLabel('Thư điện tử').fill('tam@vien.example');
  await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  const link = await page.getByLabel('TS. Phan Văn Tâm').inputValue();

  await page.goto(`${project}/consultation`);
  await expect(page.getByText('Còn 2 việc phải xong')).toBeVisible();

  await page.context().clearCookies({ name: /session/ });
  await page.goto(new URL(link).pathname);
  await page.getByLabel('Không đồng ý').check();
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  await expect(page.getByText('Ghi ít nhất một điểm').first()).toBeVisible();
  await page.getByLabel('Điểm 1').fill('Chưa có bể lắng nước thải');
  await expectSound(page, 'expert');
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  await expect(page.getByText('Đã nhận ý kiến.')).toBeVisible();
  await page.goto(new URL(link).pathname.slice(0, -1) + '_');
  await expect(page.getByText('Đường dẫn này không còn dùng được')).toBeVisible();

  await enterAs(page, 'Cao Thị Bích Ngọc');
  await page.goto('/desk/consultations');
  await expectSound(page, 'desk');
  await page.locator('tbody').getByRole('link', { name: number }).click();
  await page.getByLabel('Đồng ý', { exact: true }).check();
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  await expect(page.getByText('Đã nhận ý kiến.')).toBeVisible();

  await enterAs(page, 'Nguyễn Thị Hạnh');
  await page.goto(`${project}/consultation`);
  await expect(page.getByText('TS. Phan Văn Tâm: điểm 1 chưa xử lý')).toBeVisible();
  await expectSound(page, 'opinions');
  await page.getByLabel('Tiếp thu', { exact: true }).check();
  await page.getByLabel('Tiếp thu thế nào, hoặc vì sao không').fill('Bổ sung bể lắng vào dự toán');
  await page.getByRole('button', { name: 'Lưu cách xử lý' }).click();
  await expect(page.getByText('Ý kiến đã đủ, các điểm nêu ra đã xử lý xong.')).toBeVisible();
});
