import { expect, test, type Page } from '@playwright/test';
import { hasJavaScript } from './page-checks.ts';

const LIMIT = 100_000;

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

const visits = [
  {
    role: 'Cán bộ Trung tâm Khuyến công',
    without: ['/desk', '/desk/projects'],
    some: ['/desk/establishments/new'],
  },
  { role: 'Chủ cơ sở', without: ['/my'], some: [] },
  { role: 'Quản trị viên', without: [], some: ['/admin/units/new'] },
];

for (const { role, without, some } of visits)
  test(`pages for “${role}” are light`, async ({ page, browserName }, info) => {
    test.skip(info.project.name !== 'desktop' || !hasJavaScript(), `measured once, in ${browserName}`);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: role }).first().click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    for (const path of [...without, ...some]) {
      const weight = await scriptOf(await page.context().newPage(), path);
      info.annotations.push({ type: 'script', description: `${path}: ${weight} bytes` });
      if (without.includes(path)) expect(weight, path).toBe(0);
      else expect(weight, path).toBeGreaterThan(0);
      expect(weight, path).toBeLessThan(LIMIT);
    }
  });
