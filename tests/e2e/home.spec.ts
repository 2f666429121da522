import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('the first page greets in Vietnamese', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
});
