import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll, hasJavaScript } from './page-checks.ts';

test('the keyboard reaches the content first, and sees where it is', async ({ page }) => {
  test.skip(!hasJavaScript(), 'focus is read by script');
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Đến phần nội dung' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const ring = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  expect(ring).toBe('solid');
});

test('the language changes on the page where one is, and is remembered', async ({ page }) => {
  await page.goto('/?from=here');
  const menu = page.getByText('Mục lục').locator('..');
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('button', { name: 'English' }).locator('visible=true').click();
  await expect(page).toHaveURL(/\/\?from=here$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'The way of a project' })).toBeVisible();
  await expectNoSideScroll(page);
  await expectAccessible(page);
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('the language switch leads nowhere else', async ({ page, baseURL }) => {
  const home = new URL('/', baseURL).href;
  for (const back of ['https://example.org/', '//example.org/', '/\\example.org/', 'javascript:alert(1)']) {
    const answer = await page.request.post('/language', {
      form: { locale: 'en', back },
      headers: { origin: new URL(home).origin },
      maxRedirects: 0,
    });
    expect(answer.status(), back).toBe(303);
    expect(new URL(answer.headers()['location'] ?? '', home).href, back).toBe(home);
  }
});

test('public pages ship no script', async ({ request }) => {
  for (const path of ['/', '/nowhere']) {
    const text = await (await request.get(path)).text();
    expect(text, path).not.toMatch(/<script|modulepreload/);
  }
});

test('a page that does not exist says what to do', async ({ page }) => {
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'Không có trang này' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Trang chủ' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
});
