import { expect, test } from '@playwright/test';
import { enterAs, expectAccessible, expectNoSideScroll, expectSound } from './page-checks.ts';

/** dd/mm/yyyy on Vietnam's calendar, so many days from now. */
const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(
    Date.now() + days * 86_400_000,
  );

test('a director gives a wait more time, goes on leave, and an officer pays an advance in their place', async ({
  page,
}, info) => {
  test.skip(info.project.name !== 'desktop', 'one journey, at a desk and at 360 px');
  await enterAs(page, 'Hồ Sỹ Tiến');

  // More time: the last of the officers' open waits is not late yet.
  await page.goto('/desk/waits/list?kind=open&role=centre_officer');
  await page.locator('tbody').getByRole('link', { name: /^KC-/ }).last().click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Gia hạn' }).click();
  await page.getByLabel('Số ngày làm việc thêm').selectOption({ index: 3 });
  await page.getByRole('button', { name: 'Gia hạn' }).click();
  await expect(page.getByText('Ô này còn trống.').first()).toBeVisible();
  await expectSound(page, 'extension');
  await page.getByLabel('Lý do gia hạn').fill('Chờ Sở Nông nghiệp và Môi trường trả lời');
  await page.getByRole('button', { name: 'Gia hạn' }).click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^Gia hạn đến \d\d\/\d\d\/\d{4}$/).first()).toBeVisible();
  await expect(page.getByText(/Chờ Sở Nông nghiệp và Môi trường trả lời$/)).toBeVisible();

  // More time asked for by who holds the wait, and given from the desk, in one step.
  const project = page.url();
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(`${project}/extension`);
  await page.getByLabel('Số ngày làm việc thêm').fill('2');
  await page.getByLabel('Lý do xin gia hạn').fill('Chờ báo giá thứ ba');
  await page.getByRole('button', { name: 'Xin gia hạn' }).click();
  await expect(page.getByText('Chờ báo giá thứ ba').first()).toBeVisible();
  await enterAs(page, 'Hồ Sỹ Tiến');
  await page.goto('/desk');
  const asked = page.getByRole('listitem').filter({ hasText: 'Chờ báo giá thứ ba' });
  await asked.getByText('Cho thêm 2 ngày', { exact: true }).click();
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Gia hạn' }).click();
  await expect(asked).toHaveCount(0);

  // On leave: nothing typed is lost by a last day before the first.
  await page.goto('/account/delegation');
  // Who leads a unit may set it for others too, in a form of its own beneath.
  const own = page.getByRole('region', { name: 'Ủy quyền khi vắng mặt' });
  await own
    .getByLabel('Người làm thay')
    .selectOption({ label: 'Hoàng Minh Đức (Cán bộ Trung tâm Khuyến công)' });
  await own.getByLabel('Đến hết ngày').fill(day(-1));
  await own.getByLabel('Lý do vắng mặt').fill('Nghỉ phép');
  await own.getByLabel('Chi tạm ứng', { exact: true }).check();
  await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
  await expect(page.getByText('Ngày cuối đứng trước ngày bắt đầu.').first()).toBeVisible();
  await expect(own.getByLabel('Lý do vắng mặt')).toHaveValue('Nghỉ phép');
  await expectSound(page, 'delegation');
  await own.getByLabel('Đến hết ngày').fill(day(3));
  await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Bạn đã ủy quyền' })).toContainText('Hoàng Minh Đức');

  // In their place: the act says so before it is done and afterwards.
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk?tab=behalf');
  await expect(page.getByText(/^Thay mặt Hồ Sỹ Tiến, đến hết/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.locator('tbody').getByRole('link', { name: 'Chi tạm ứng' }).first().click();
  await expect(page.getByText('Bạn làm việc này thay mặt Hồ Sỹ Tiến')).toBeVisible();
  await page.getByLabel('Số chứng từ').fill('UNC-99');
  await page.getByLabel('Ngày chứng từ').fill(day(0));
  await page.getByRole('button', { name: 'Chi tạm ứng' }).click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^Hoàng Minh Đức \(thay mặt Hồ Sỹ Tiến\)/)).toBeVisible();

  // Back at work: the delegation ends, and the tab is gone.
  await page.goto('/account/delegation');
  await page.getByRole('button', { name: 'Kết thúc việc Hoàng Minh Đức làm thay Hồ Sỹ Tiến' }).click();
  await expect(page.getByText('Đã kết thúc').first()).toBeVisible();
  await page.goto('/desk');
  await expect(page.getByRole('link', { name: /^Thay mặt/ })).toHaveCount(0);

  // A whole role: its holder's desk becomes one's own for as long as one stands in, and every page says so.
  await enterAs(page, 'Hồ Sỹ Tiến');
  await page.goto('/account/delegation');
  await own
    .getByLabel('Người làm thay')
    .selectOption({ label: 'Hoàng Minh Đức (Cán bộ Trung tâm Khuyến công)' });
  await own.getByLabel('Đến hết ngày').fill(day(3));
  await own.getByLabel('Lý do vắng mặt').fill('Họp ở Hà Nội');
  await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Bạn đã ủy quyền' })).toContainText('Họp ở Hà Nội');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk?tab=behalf');
  await page.getByRole('button', { name: 'Vào vai Hồ Sỹ Tiến' }).click();
  const standingIn = page.getByRole('complementary', { name: 'Đang làm thay' });
  await expect(standingIn).toContainText('Hồ Sỹ Tiến');
  await page.goto('/desk');
  await expect(page.locator('tbody').getByRole('link', { name: 'Thanh toán' }).first()).toBeVisible();
  await standingIn.getByRole('button').click();
  await expect(standingIn).toHaveCount(0);
  await page.goto('/account/delegation');
  await page.getByRole('button', { name: 'Kết thúc việc Hoàng Minh Đức làm thay Hồ Sỹ Tiến' }).click();
  await expect(page.getByText('Đã kết thúc').first()).toBeVisible();

  await enterAs(page, 'Quản trị viên');
  await page.goto('/admin/delegations');
  await expect(page.getByRole('table', { name: 'Ủy quyền' })).toContainText('Phạm Thị Thu Hà');
  await expectAccessible(page);
});
