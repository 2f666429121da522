import { expect, type Page } from '@playwright/test';
import { hasJavaScript } from './page-checks.ts';

/** A PDF of one empty page. */
export const emptyPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

/** Puts a file into the draft on the page, for an item of the checklist: at once with script, else by the button. */
export async function attach(page: Page, item: string, name: string): Promise<void> {
  const buffer = Buffer.concat([emptyPdf, Buffer.from(`\n% ${item} ${Math.random()}`)]);
  await page.locator(`[name="papers.${item}"]`).setInputFiles({ name, mimeType: 'application/pdf', buffer });
  if (!hasJavaScript()) await page.locator('button[data-testid="upload"]').click();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
}

/** Goes through the checklist of the act on the page: every paper that was given holds. */
export async function judgeAll(page: Page): Promise<void> {
  const given = 'li:has(a[href^="/documents/"]) input[type=radio][name$=".state"][value="valid"]';
  for (const radio of await page.locator(given).all()) await radio.check();
  const reason = page.locator('[name="duplicates"]');
  if ((await reason.count()) > 0) await reason.fill('Máy khác, đã xem tại cơ sở.');
}
