import { expect, test } from '@playwright/test';
import { formatDate, todayIn } from '#kernel';
import { enterAs, expectSound } from './page-checks.ts';

test('a change is asked for, refused to who asked, and carried out by the decision', async ({
  page,
}, info) => {
  test.skip(info.project.name !== 'desktop', 'one project of the sample province is changed');
  await enterAs(page, 'Hoàng Minh Đức');
  // The change that waits in the sample province is another project's.
  await page.goto('/desk/changes');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đề nghị thay đổi chờ quyết định');
  await expectSound(page, 'waiting');
  await page.goto('/desk/projects?state=estimated&procedure=provincial');
  await page.locator('a[href^="/desk/projects/"]').filter({ hasText: /KC-/ }).first().click();
  await page.getByRole('link', { name: 'Thay đổi sau phê duyệt' }).click();
  const address = page.url();
  await expect(page.getByText('Đề án này chưa có thay đổi nào.')).toBeVisible();

  // Nothing differs, then everything that is wrong at once; what was typed stays.
  await page.getByLabel('Lý do thay đổi').fill('Xưởng chuyển địa điểm');
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByText('Chưa có nội dung nào khác với hiện tại.').first()).toBeVisible();
  await expect(page.getByLabel('Lý do thay đổi')).toHaveValue('Xưởng chuyển địa điểm');
  await page.getByLabel('Đơn vị phối hợp').fill('Phòng Kinh tế xã');
  await page.getByLabel('Khuyến công (đồng), dòng 1').fill('50 triệu');
  await expectSound(page, 'request');
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByText('Đã gửi đề nghị thay đổi.')).toBeVisible();
  await expect(page.getByText('Bạn là người đề nghị nên không tự quyết định.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ghi quyết định' })).toHaveCount(0);

  await enterAs(page, 'Lê Quang Huy');
  await page.goto(address);
  const asked = await page
    .getByRole('row', { name: /Kinh phí hỗ trợ/ })
    .getByRole('cell')
    .last()
    .innerText();
  await expect(page.getByRole('row', { name: /Các dòng dự toán/ })).toContainText('50.000.000');
  await page.getByLabel('Ý kiến quyết định').selectOption('refused');
  await page.getByLabel('Số văn bản quyết định').fill('31/QĐ-SCT');
  await page.getByLabel('Ngày quyết định').fill(formatDate(todayIn(new Date())));
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await expect(page.getByText('Ô này còn trống.').first()).toBeVisible();
  await expect(page.getByLabel('Số văn bản quyết định')).toHaveValue('31/QĐ-SCT');
  await page.getByLabel('Ý kiến quyết định').selectOption('approved');
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await expect(page.getByText('Đã ghi quyết định.')).toBeVisible();
  await expect(page.getByText('Đã chấp thuận', { exact: true })).toBeVisible();
  await expectSound(page, 'decided');
  // The plan's money has moved, and the estimate has a version more with what differs.
  await page.goto(address.replace(/changes$/, 'estimate'));
  await expect(page.getByText(`Kế hoạch đã duyệt: ${asked}`)).toBeVisible();
  const pdf = await page.request.get(address.replace(/changes$/, 'estimate/estimate.pdf'));
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  await page.goto(address.replace(/\/changes$/, ''));
  await expect(page.getByText('Đã thay đổi sau phê duyệt')).toBeVisible();
});
