import { expect, test, type Page } from '@playwright/test';
import { enterAs, expectSound } from './page-checks.ts';

const specialist = 'Nguyễn Thị Hạnh';
const chair = 'Lê Quang Huy';
const finance = 'Cao Thị Bích Ngọc';

test.skip(
  ({ isMobile, javaScriptEnabled }) => isMobile || javaScriptEnabled === false,
  'walked at a desk only',
);

const meet = async (page: Page) => {
  for (const criterion of await page.getByRole('group', { name: 'Năm tiêu chí' }).getByRole('checkbox').all())
    await criterion.check();
};
const vote = async (page: Page, what: string) => {
  await meet(page);
  await page.getByLabel(what, { exact: true }).check();
  await page.getByRole('button', { name: 'Bỏ phiếu' }).click();
  await expect(page.getByText('Đã ghi phiếu.')).toBeVisible();
};

test('a council session: from the decision through votes and a conflict to signed minutes', async ({
  page,
}) => {
  await enterAs(page, specialist);
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Hội đồng thẩm định' }).click();
  await page.getByRole('link', { name: 'Ghi hội đồng mới' }).click();
  const number = `${Date.now() % 100_000}/QĐ-SCT`;
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  await page.getByLabel('Số quyết định').fill(number);
  await page.getByLabel('Ngày quyết định').fill(today);
  const member = (no: number) => page.getByRole('group', { name: `Thành viên thứ ${no}`, exact: true });
  const seat = async (no: number, position: string, who: RegExp | string) => {
    await member(no).getByLabel('Chức danh').selectOption({ label: position });
    if (typeof who === 'string') return member(no).getByLabel('Họ và tên').fill(who);
    const option = member(no).getByLabel('Cán bộ').locator('option', { hasText: who });
    await member(no)
      .getByLabel('Cán bộ')
      .selectOption(await option.getAttribute('value'));
  };
  await seat(1, 'Ủy viên', new RegExp(chair));
  await seat(2, 'Ủy viên', new RegExp(finance));
  await seat(3, 'Ủy viên', 'TS. Phan Văn Tâm');
  await seat(4, 'Ủy viên thư ký', new RegExp(specialist));
  await page.getByRole('button', { name: 'Ghi hội đồng' }).click();
  await expect(page.getByText('Hội đồng có đúng một Chủ tịch.').first()).toBeVisible();
  await expectSound(page, 'new-council');
  await seat(1, 'Chủ tịch', new RegExp(chair));
  await page.getByRole('button', { name: 'Ghi hội đồng' }).click();
  await expect(page.getByText('Đã ghi hội đồng.')).toBeVisible();

  await page.getByLabel('Ngày họp').fill(today);
  await page.getByLabel('Địa điểm').fill('Phòng họp số 1, Sở Công Thương');
  await page.getByRole('button', { name: 'Mời họp' }).click();
  await page.getByText('Đưa hồ sơ vào chương trình').click();
  // The last to come: other journeys work on those that have waited longest.
  const candidates = page.getByRole('group', { name: /Đề án đang chờ/ }).getByRole('checkbox');
  const numbers: string[] = [];
  for (const nth of [-1, -2]) {
    numbers.push(await candidates.nth(nth).inputValue());
    await candidates.nth(nth).check();
  }
  await page.getByRole('button', { name: 'Đưa vào chương trình' }).click();
  await expect(page.getByText('Đã sửa chương trình.')).toBeVisible();
  for (const name of [chair, finance, specialist]) await page.getByLabel(name).check();
  await page.getByRole('button', { name: 'Ghi có mặt' }).click();
  await expect(page.getByText('Có mặt 3/4 thành viên biểu quyết, cần 3')).toBeVisible();
  await expectSound(page, 'session');
  const session = new URL(page.url()).pathname;
  const open = async (no: number) => {
    await page.goto(session);
    await page.locator('tbody').getByRole('link', { name: numbers[no]! }).click();
    await page.waitForURL(/dossiers/);
  };

  await enterAs(page, finance);
  await page.goto('/notices');
  await page.getByRole('link', { name: new RegExp(`Hội đồng ${number} họp phiên 1`) }).click();
  await page.waitForURL(`**${session}`);
  await open(1);
  await page.getByText('Khai xung đột lợi ích').first().click();
  await page.getByLabel(/Lợi ích liên quan/).fill('Là em ruột của chủ cơ sở');
  await page.getByRole('button', { name: 'Khai xung đột lợi ích' }).click();
  await expect(page.getByText('bạn đã khai xung đột lợi ích').first()).toBeVisible();
  await expect(page.getByText(numbers[1]!)).toHaveCount(0);
  await open(0);
  await vote(page, 'Đạt, có điều chỉnh');

  await enterAs(page, chair);
  await open(0);
  await page.getByLabel('Đạt', { exact: true }).check();
  await page.getByRole('button', { name: 'Bỏ phiếu' }).click();
  await expect(page.getByText('Còn 5 tiêu chí chưa đạt').first()).toBeVisible();
  await expectSound(page, 'ballot');
  await vote(page, 'Đạt');
  await page.getByLabel('Lý do, yêu cầu chỉnh sửa').fill('Đề nghị bổ sung báo giá thứ ba.');
  await page.getByRole('button', { name: 'Kết luận theo phiếu' }).click();
  await expect(page.getByText('Mới có 2 phiếu, cần ít nhất 3').first()).toBeVisible();
  await expect(page.getByLabel('Lý do, yêu cầu chỉnh sửa')).toHaveValue(/^Đề nghị bổ sung/);

  await enterAs(page, specialist);
  await open(0);
  const dossier = page.url();
  await vote(page, 'Đạt, có điều chỉnh');
  await page.getByLabel('Lý do, yêu cầu chỉnh sửa').fill('Đề nghị bổ sung báo giá thứ ba.');
  await page.getByRole('button', { name: 'Kết luận theo phiếu' }).click();
  await expect(page.getByRole('button', { name: 'Sửa lý do' })).toBeVisible();
  await page.getByRole('link', { name: 'Về phiên họp' }).click();
  await page.getByRole('button', { name: 'Lập biên bản' }).click();
  await expect(page.getByText('Đã lập biên bản')).toBeVisible();
  for (const [name, mark] of [
    ['Biên bản (PDF)', '%PDF'],
    ['Biên bản (Word)', 'PK'],
  ] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const file = await page.request.get(href!);
    expect((await file.body()).subarray(0, mark.length).toString()).toBe(mark);
  }
  for (const name of [specialist, chair, finance]) {
    await enterAs(page, name);
    await page.goto(session);
    await page.getByRole('button', { name: 'Ký biên bản' }).click();
    await expect(page.getByText('Đã ký biên bản.')).toBeVisible();
  }
  await expect(page.getByText('Tất cả người có mặt đã ký.')).toBeVisible();
  await expectSound(page, 'minutes');

  await enterAs(page, specialist);
  await page.goto(dossier);
  await page.getByRole('link', { name: 'Mở trang đề án' }).click();
  await page.getByRole('link', { name: 'Lập thẩm định' }).click();
  await expect(page.getByLabel('Đạt, có điều chỉnh')).toBeChecked();
});
