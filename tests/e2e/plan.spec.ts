import { expect, test, type Page } from '@playwright/test';
import { formatDate, todayIn, yearOf } from '#kernel';
import { enterAs, expectEnglish, expectSound } from './page-checks.ts';

/** Waits for the page's script, which counts what is typed. */
const ready = (page: Page) => page.waitForLoadState('networkidle');

const inPlan = (page: Page) => page.getByRole('heading', { name: /^Trong phương án/ });
const count = async (page: Page, name: RegExp) =>
  Number(/\((\d+)\)$/.exec(await page.getByRole('heading', { name }).innerText())?.[1]);
const row = (page: Page, button: RegExp) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: button }) })
    .first();
async function find(page: Page, words: string): Promise<void> {
  await page.getByLabel('Tìm đề án, cơ sở, xã').fill(words);
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('q') === words);
  await ready(page);
}
const today = todayIn(new Date());
const year = yearOf(today);

/** Numbers of two projects that wait, are appraised, and differ in content: what a flagship is made of. */
async function twoOfAKind(page: Page): Promise<[string, string]> {
  const waiting = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Đưa vào/ }), hasNotText: /Chưa thẩm định|Đề án nhóm/ });
  const found = new Map<string, string>();
  for (const text of await waiting.allInnerTexts()) {
    const [number, content] = [/^\S+/.exec(text)?.[0], /[A-Z]{2}-\d{2}/.exec(text.replace(/^\S+/, ''))?.[0]];
    if (number && content && !found.has(content)) found.set(content, number);
  }
  const [one, other] = [...found.values()];
  return [one!, other!];
}

test('a plan from forty candidates to decision', async ({ page, context, baseURL }, info) => {
  test.skip(info.project.name !== 'desktop', 'one decision ends the plan of the year');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Kế hoạch khuyến công' }).click();
  await page.getByRole('link', { name: `Kế hoạch năm ${year + 1}` }).click();
  await ready(page);

  // What was promised before stands first; a candidate that needs money of two years takes only this year's part.
  await expect(page.getByRole('heading', { name: /^Đề án chuyển tiếp/ })).toBeVisible();
  const long = await row(page, /^Đưa vào/)
    .getByRole('link')
    .innerText();
  const years = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Đưa vào ${long}` }) });
  await years.getByText('Chia kinh phí theo năm').click();
  const part = (name: string) => page.getByLabel(`${name} (đồng) ${long}`, { exact: true });
  await part('Cả đề án').fill('20 triệu');
  await part(`Năm ${year + 1}`).fill('12 triệu');
  await part(`Năm ${year + 2}`).fill('5 triệu');
  await expect(page.getByText('còn thiếu 3.000.000 đồng')).toBeVisible();
  await page.getByRole('button', { name: `Lưu chia năm ${long}` }).click();
  await expect(page.getByText(/lệch 3.000.000 đồng/).first()).toBeVisible();
  await expect(part(`Năm ${year + 2}`)).toHaveValue('5 triệu');
  await part(`Năm ${year + 2}`).fill('8 triệu');
  await page.getByRole('button', { name: `Lưu chia năm ${long}` }).click();
  await expect(years.getByText('Nhiều năm: cả đề án 20.000.000 đồng, năm nay 12.000.000 đồng')).toBeVisible();
  await ready(page);
  await page.getByRole('button', { name: `Đưa vào ${long}` }).click();
  await expect(page.getByRole('button', { name: `Bỏ ra ${long}` })).toBeVisible();
  await expect(page.getByText(`Dự kiến bố trí năm ${year + 2}`)).toBeVisible();

  const placed = await count(page, /^Trong phương án/);
  expect(placed + (await count(page, /^Đề án chờ vào kế hoạch/))).toBeGreaterThanOrEqual(40);
  await expectSound(page, 'builder');

  // What is typed counts at once; more than the norm is refused beside its field, and stays typed.
  const first = row(page, /^Bỏ ra/);
  const support = first.getByLabel(/^Hỗ trợ \(đồng\)/);
  const before = await support.inputValue();
  await support.fill('9 tỷ');
  await expect(page.getByText(/^Thiếu .* triệu đồng$/)).toBeVisible();
  await first.getByRole('button', { name: /^Lưu/ }).click();
  await expect(page.getByText(/vượt mức được phép/).first()).toBeVisible();
  await expect(support).toHaveValue('9 tỷ');
  await support.fill(before);
  await first.getByRole('button', { name: /^Lưu/ }).click();
  await expect(page.getByText(/vượt mức được phép/)).toHaveCount(0);

  // A second officer, whose page is older, sees what happened since and loses nothing typed.
  const late = await context.newPage();
  await late.goto(page.url());
  await ready(late);
  await first.getByRole('button', { name: /^Bỏ ra/ }).click();
  await expect(inPlan(page)).toHaveText(new RegExp(`\\(${placed - 1}\\)`));
  // By its number: the list they look at has another first row now.
  const number = await row(late, /^Đưa vào/)
    .getByRole('link')
    .innerText();
  const theirs = late.getByLabel(`Hỗ trợ (đồng) ${number}`);
  await theirs.fill('12 triệu');
  await late.getByRole('button', { name: `Đưa vào ${number}` }).click();
  await expect(late.getByText('Thay đổi từ khi bạn mở trang')).toBeVisible();
  await expect(theirs).toHaveValue('12 triệu');
  await late.close();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(inPlan(page)).toHaveText(new RegExp(`\\(${placed}\\)`));

  // Đề án điểm: two of different contents, in together or not at all.
  const [one, other] = await twoOfAKind(page);
  await page.getByRole('link', { name: 'Tiêu chí và chỉ tiêu' }).click();
  const flagship = page.getByRole('group', { name: 'Đề án điểm 1' });
  await flagship.getByLabel('Tên').fill('Chuỗi đá mỹ nghệ');
  await flagship.getByLabel('Các đề án').fill(`${one}, KC-0`);
  await page.getByRole('button', { name: 'Lưu tiêu chí' }).click();
  await expect(page.getByText('Không có đề án số KC-0').first()).toBeVisible();
  await flagship.getByLabel('Các đề án').fill(`${one}, ${other}`);
  await page.getByRole('button', { name: 'Lưu tiêu chí' }).click();
  await expect(page.getByText('Đã lưu tiêu chí')).toBeVisible();
  await page.getByRole('button', { name: `Đưa vào ${one}` }).click();
  await expect(page.getByText('Đề án điểm “Chuỗi đá mỹ nghệ” chưa đủ các đề án')).toBeVisible();

  // The best plan under the plan's targets, with its reasons; taken into a scenario of its own.
  const name = `Theo đề xuất ${info.retry}`;
  await page.getByText('Chép, đổi tên, bỏ phương án').click();
  await page.getByLabel('Tên phương án').fill(name);
  await page.getByRole('button', { name: 'Chép thành phương án mới' }).click();
  await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  // Đề án nhóm: found by its kind, and kept whatever is proposed.
  await find(page, 'nhóm cơ sở chế biến');
  const group = page.getByRole('listitem').filter({ hasText: 'Đề án nhóm' });
  await group.getByRole('button', { name: /^Đưa vào/ }).click();
  await group.getByRole('button', { name: /^Giữ/ }).click();
  await expect(group.getByText('Giữ cố định')).toBeVisible();
  await page.getByRole('button', { name: 'Đề xuất phương án tốt nhất' }).click();
  await page.waitForURL(/\/proposals\//);
  await expect(page.getByRole('button', { name: 'Lấy đề xuất này' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Hơn xếp hạng đơn giản')).toBeVisible();
  await expect(page.getByText(/Cách mức tốt nhất|Đã chứng minh/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Nếu một nguồn thêm một tỷ đồng' })).toBeVisible();
  const inside = page.getByRole('table', { name: 'Trong đề xuất' });
  const together = [one, other].map((number) => inside.getByRole('link', { name: number }).count());
  expect(new Set(await Promise.all(together)).size).toBe(1);
  await expect(inside.getByRole('row').filter({ hasText: 'nhóm cơ sở chế biến' })).toContainText(
    'Bạn đã giữ',
  );
  await expectSound(page, 'proposal');
  await page.getByRole('button', { name: 'Lấy đề xuất này' }).click();
  await expect(page.getByText('Đã lấy đề xuất')).toBeVisible();
  const taken = page.url();
  await page.getByRole('link', { name: 'So sánh phương án' }).click();
  await expect(page.getByRole('table', { name: 'So sánh phương án: Khác nhau' })).toBeVisible();
  await expectSound(page, 'compare');
  await page.goto(taken);
  // One is left for a supplement.
  const last = page.getByRole('button', { name: /^Bỏ ra/ }).last();
  const left = (await last.getAttribute('aria-label'))!.replace('Bỏ ra ', '');
  await last.click();
  await expect(page.getByRole('button', { name: `Bỏ ra ${left}` })).toHaveCount(0);
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
  await page.waitForURL(/\/decision$/);
  await expect(page.getByText('Đề án chuyển tiếp: phần của năm nay')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Phê duyệt/ })).toHaveCount(0);
  const decision = page.url();

  // Decided by another person, all at once.
  await enterAs(page, 'Phan Đình Long');
  await page.goto(decision);
  await expectSound(page, 'decision');
  for (const [file, type] of [
    ['Phụ lục Excel', 'spreadsheetml'],
    ['Dự thảo quyết định PDF', 'application/pdf'],
  ] as const) {
    const href = await page.getByRole('link', { name: file }).getAttribute('href');
    const answer = await page.request.get(href!);
    expect(answer.headers()['content-type']).toContain(type);
    expect((await answer.body()).length).toBeGreaterThan(3000);
  }
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Có 3 chỗ cần sửa')).toBeVisible();
  await page.getByLabel('Số quyết định').fill('4512/QĐ-UBND');
  await page.getByLabel('Ngày quyết định').fill(formatDate(today));
  await page.getByLabel('Người ký').fill('Phan Đình Long');
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Quyết định 4512/QĐ-UBND')).toBeVisible();
  await page.getByRole('row').filter({ hasText: 'nhóm cơ sở chế biến' }).getByRole('link').click();
  await expect(page.getByText('Trong kế hoạch').first()).toBeVisible();

  // A supplement within the year: its own plan, its own decision.
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/plans');
  await page.getByLabel('Năm', { exact: true }).selectOption(String(year + 1));
  await page.getByRole('button', { name: 'Lập kế hoạch' }).click();
  await expect(page.getByRole('heading', { name: `Kế hoạch bổ sung lần 1 năm ${year + 1}` })).toBeVisible();
  await ready(page);
  await find(page, left);
  await page.getByRole('button', { name: `Đưa vào ${left}` }).click();
  await expect(page.getByRole('button', { name: `Bỏ ra ${left}` })).toBeVisible();
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
  await page.waitForURL(/\/decision$/);
  const supplement = page.url();
  await enterAs(page, 'Phan Đình Long');
  await page.goto(supplement);
  await page.getByLabel('Số quyết định').fill('4513/QĐ-UBND');
  await page.getByLabel('Ngày quyết định').fill(formatDate(today));
  await page.getByLabel('Người ký').fill('Phan Đình Long');
  await page.getByRole('button', { name: /^Phê duyệt/ }).click();
  await expect(page.getByText('Quyết định 4513/QĐ-UBND')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: left })).toContainText('như quyết định');

  // A plan decided before says what stands of it today, and by which decision.
  await page.goto('/desk/plans');
  await page.getByRole('link', { name: `Kế hoạch năm ${year}`, exact: true }).click();
  await expect(page.getByText('126/QĐ-SCT')).toBeVisible();
  await expect(page.getByText('Theo quyết định 180 triệu đồng, hôm nay 170 triệu đồng (−10).')).toBeVisible();

  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/desk/plans');
  await expectEnglish(page);
});
