import { expect, test } from '@playwright/test';
import { enterAs, expectSound } from './page-checks.ts';

test('an officer takes the proof of an event, and anybody checks it against what is published', async ({
  page,
}, info) => {
  test.skip(info.project.name !== 'desktop', 'one journey, at a desk and at 360 px');
  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto('/desk/projects');
  await page.locator('tbody').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Nhật ký và niêm phong' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nhật ký và niêm phong' })).toBeVisible();
  const take = page.getByRole('link', { name: 'Tải về' }).last();
  // Sealed each minute: right after the start the first seal may still be to come.
  await expect(async () => {
    await page.reload();
    await expect(take).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await expectSound(page, 'project-trail');
  const address = await take.getAttribute('href');
  const proof = await (await page.request.get(address ?? '')).text();

  await page.goto('/trail');
  await expect(page.getByRole('heading', { level: 1, name: 'Niêm phong nhật ký' })).toBeVisible();
  await expectSound(page, 'trail');
  await page.getByRole('link', { name: 'Các niêm phong trong ngày' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Niêm phong ngày/ })).toBeVisible();

  await page.goto('/trail-proof.html');
  await page.getByLabel(/hoặc dán nội dung/).fill(proof);
  await page.getByRole('button', { name: 'Kiểm tra / Check' }).click();
  await expect(page.getByText('Chứng cứ nhất quán')).toBeVisible();
  const hash = await page.locator('#hash').textContent();
  await page.getByLabel(/Dấu đã công bố/).fill(hash ?? '');
  await page.getByLabel(/hoặc dán nội dung/).fill(proof.replace('project.', 'projekt.'));
  await page.getByRole('button', { name: 'Kiểm tra / Check' }).click();
  await expect(page.getByText('Không hợp lệ')).toBeVisible();
  await page.getByLabel(/hoặc dán nội dung/).fill(proof);
  await page.getByRole('button', { name: 'Kiểm tra / Check' }).click();
  await expect(page.getByText('Hợp lệ: nội dung này đã được niêm phong')).toBeVisible();
  await expectSound(page, 'proof');

  await enterAs(page, 'Quản trị viên');
  await page.goto('/admin/readings');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await expectSound(page, 'readings');
});
