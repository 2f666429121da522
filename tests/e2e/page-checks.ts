import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** Whether this run has JavaScript; journeys use it where a page offers more with it. */
export const hasJavaScript = () => test.info().project.use.javaScriptEnabled !== false;

/** WCAG 2.2 AA by axe, which hangs in a page without JavaScript; there the same page was checked with it. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasJavaScript()) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing sticks out to the side: the page scrolls down only. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window ?? 0);
}
