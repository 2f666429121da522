import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './page-checks.ts';

test('a commune is found by the name of a district that is gone', async ({ page }) => {
  await page.goto('/communes');
  await page.getByRole('searchbox').fill('con cuong');
  await page.getByRole('button', { name: 'Tra cứu' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Xã Môn Sơn, Tỉnh Nghệ An' })).toContainText(
    'thuộc huyện Con Cuông cũ',
  );
  await expectAccessible(page);
  await expectNoSideScroll(page);
});

test('a name that does not exist says what to try', async ({ page }) => {
  await page.goto('/communes?q=không có nơi này');
  await expect(page.getByText('Thử tên ngắn hơn')).toBeVisible();
});
