import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** Whether this run has JavaScript; journeys use it where a page offers more with it. */
export const hasJavaScript = () => test.info().project.use.javaScriptEnabled !== false;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Does it at the width of this run and, at a desk, at a telephone's as well unless `isKnown`. */
async function atBothWidths(page: Page, look: () => Promise<void>, isKnown = false): Promise<void> {
  await look();
  const size = page.viewportSize()!;
  if (size.width < 1000 || isKnown) return;
  await page.setViewportSize({ ...size, width: 360 });
  await look();
  await page.setViewportSize(size);
}

const seenNarrow = new Set<string>();

/** WCAG 2.2 AA by axe, which hangs in a page without JavaScript; there the same page was checked with it. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasJavaScript()) return;
  // In a telephone's width each page once: it is another layout of the same words.
  const route = new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '_');
  const isKnown = seenNarrow.has(route);
  seenNarrow.add(route);
  const look = async () => {
    // Only what is wrong is written out, and no second page is opened for it (ours hold no frames): a quarter of the time.
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: { type: 'tag', values: WCAG }, resultTypes: ['violations'] })
      .setLegacyMode()
      .analyze();
    const found = violations.map(
      (v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    );
    expect(found, `axe on ${page.url()}, ${page.viewportSize()?.width ?? 0} px`).toEqual([]);
  };
  await atBothWidths(page, look, isKnown);
}

/** Nothing sticks out to the side: the page scrolls down only. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  await atBothWidths(page, async () => {
    const [content, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window ?? 0);
  });
}

/** Signs in as a person of the sample province, whoever was signed in before. */
export async function enterAs(page: Page, name: string): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Keeps the scripts of the pages to come back, as a slow line does, until the function returned lets them in. */
export async function holdScripts(page: Page): Promise<() => Promise<void>> {
  let letIn = () => {};
  const late = new Promise<void>((resolve) => (letIn = resolve));
  await page.route('**/_app/**/*.js', async (route) => {
    await late;
    await route.continue();
  });
  return async () => {
    letIn();
    await page.waitForLoadState('networkidle');
    await page.unroute('**/_app/**/*.js');
  };
}

/** At a desk and on a telephone; the pictures are kept. */
export async function expectSound(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!;
  for (const width of [size.width, 360]) {
    await page.setViewportSize({ ...size, width });
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(size);
}

/** Letters that only Vietnamese has. "đồng" is the currency's name in English too. */
const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

/** How names of establishments begin; other journeys register some as well. */
const ESTABLISHMENT = /^(Xưởng|Công ty|Hợp tác xã|HTX|Hộ kinh doanh) \S+ \S+/;

/**
 * What the page itself says is English: headings, labels, buttons, links of the navigation, heads of tables.
 * `data` are names and titles that people gave and that stay as they are.
 */
export async function expectEnglish(page: Page, data: readonly string[] = []): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const said = await page
    .locator('h1, h2, h3, label, legend, button, th, dt, nav a')
    .filter({ visible: true })
    .allInnerTexts();
  const own = [
    ...data,
    'đồng',
    'Khuyến Công',
    'khuyến công',
    'Cục',
    'Tiếng Việt',
    'Trương Văn Quý',
    'Nghệ An',
  ];
  const left = said
    .map((text) => own.reduce((rest, name) => rest.replaceAll(name, ''), text.normalize('NFC')))
    .filter((text) => VIETNAMESE.test(text) && !ESTABLISHMENT.test(text));
  expect(left, `Vietnamese on ${page.url()}`).toEqual([]);
}
