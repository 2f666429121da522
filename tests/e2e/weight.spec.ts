import { expect, test, type Page } from '@playwright/test';
import { enterAs, expectAccessible, expectSound, hasJavaScript } from './page-checks.ts';

const LIMIT = 100_000;
/** The keys of lists (`src/ui/shell/list-keys.ts`), the only script of most pages of officers. */
const KEYS = 1_000;

/** Bytes of gzipped script a first visit to the page fetches. */
async function scriptOf(page: Page, path: string): Promise<number> {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.add(request.url());
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  expect(new URL(page.url()).pathname, 'the page itself, not another one').toBe(path);
  const sizes = [...scripts].map(async (url) => {
    const answer = await page.request.head(url, { headers: { 'accept-encoding': 'gzip' } });
    return Number(answer.headers()['content-length']);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

interface Visit {
  readonly role: string;
  /** Pages without any script, with that of the keys alone, and with some. */
  readonly without: readonly string[];
  readonly keys: readonly string[];
  readonly some: readonly string[];
}

const visits: readonly Visit[] = [
  {
    role: 'Cán bộ Trung tâm Khuyến công',
    without: [],
    keys: ['/desk', '/desk/projects', '/notices'],
    some: ['/desk/establishments/new'],
  },
  { role: 'Chủ cơ sở', without: ['/my', '/notices'], keys: [], some: [] },
  { role: 'Quản trị viên', without: [], keys: [], some: ['/admin/units/new'] },
];

for (const { role, without, keys, some } of visits)
  test(`pages for “${role}” are light`, async ({ page, browserName }, info) => {
    test.skip(info.project.name !== 'desktop' || !hasJavaScript(), `measured once, in ${browserName}`);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: role }).first().click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    for (const path of [...without, ...keys, ...some]) {
      const weight = await scriptOf(await page.context().newPage(), path);
      info.annotations.push({ type: 'script', description: `${path}: ${weight} bytes` });
      if (without.includes(path)) expect(weight, path).toBe(0);
      else expect(weight, path).toBeGreaterThan(0);
      expect(weight, path).toBeLessThan(keys.includes(path) ? KEYS : LIMIT);
    }
  });

test('an officer goes through lists without a pointer', async ({ page }, info) => {
  test.skip(info.project.name !== 'desktop', 'keys of a keyboard');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk');
  const help = page.getByRole('dialog', { name: 'Phím tắt' });
  const links = page.locator('tbody td a[href*="/act/"]');
  const focused = page.locator(':focus');
  const address = async (n: number) => (await links.nth(n).getAttribute('href')) ?? '';

  await page.keyboard.press('?');
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await page.goto('/desk');
  await page.keyboard.press('j');
  await expect(focused).toHaveAttribute('href', await address(0));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(focused).toHaveAttribute('href', await address(1));
  await page.keyboard.press('Control+k');
  await expect(focused).toHaveAttribute('href', await address(1));

  // What is typed is text, and nothing else.
  await page.keyboard.press('/');
  await page.keyboard.type('jk?gd');
  await expect(page.getByRole('searchbox')).toHaveValue('jk?gd');
  await expect(help).toBeHidden();
  await page.goto('/desk');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForURL('**/desk/projects');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);

  // Whoever does not want them turns them off, here and for good.
  await page.getByRole('button', { name: 'Phím tắt' }).click();
  await help.getByLabel('Tắt phím tắt trên máy này').check();
  await page.goto('/desk/projects');
  await page.keyboard.press('j');
  await expect(page.locator('tbody :focus')).toHaveCount(0);

  await enterAs(page, 'Lê Quang Huy');
  await page.goto('/desk/together/conclude_appraisal');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Kết luận thẩm định: nhiều đề án cùng lúc',
  );
  await expectSound(page, 'together');
});
