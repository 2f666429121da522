import path from 'node:path';
import { expect, test } from '@playwright/test';
import { enterAs } from './page-checks.ts';

/** The pictures of the officers' guide and of the README, taken from the sample province. */

const folder = path.resolve(import.meta.dirname, '../../docs/guide/images');

test('the pictures of the guide', async ({ page }) => {
  test.skip(test.info().project.name !== 'desktop', 'one picture each');
  // Writing over the committed pictures is asked for; a test run only proves that they can be taken.
  const keep = process.env['KC_PICTURES'] === '1';
  const shoot = async (name: string, address: string) => {
    if (address !== '') await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.screenshot(keep ? { path: path.join(folder, `${name}.png`) } : {});
  };
  await enterAs(page, 'Hoàng Minh Đức');
  await shoot('desk', '/desk');
  await shoot('projects', '/desk/projects');
  await page.goto('/desk/plans');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Kế hoạch năm/ })
    .first()
    .click();
  await page.waitForURL(/plans\/[0-9a-f-]{36}/);
  await shoot('plan', '');
  await page.goto('/desk/projects?state=contracted');
  await page.locator('td a[href^="/desk/projects/"]').first().click();
  await shoot('project', '');
  await page.goto('/desk/projects?state=submitted');
  await page.locator('td a[href^="/desk/projects/"]').first().click();
  await page.getByRole('main').getByRole('link', { name: 'Tiếp nhận hồ sơ', exact: true }).click();
  await shoot('screening', '');
  await shoot('money', '/desk/money');
  await shoot('history', '/history');
  await enterAs(page, 'Trương Văn Quý');
  await page.goto('/my');
  await page.getByRole('button', { name: 'Viết đề nghị mới' }).first().click();
  await page.waitForURL(/draft/);
  await shoot('draft', '');
});
