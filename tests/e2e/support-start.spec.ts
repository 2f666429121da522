import { expect, test, type Browser, type Page } from '@playwright/test';
import { parseTaxCode } from '#kernel';
import { expectAccessible, expectEnglish, expectNoSideScroll } from './page-checks.ts';

/** From an answer to a request by somebody without an account: what is known comes along to the end. */

interface Workshop {
  readonly kind: string;
  readonly locale: 'vi' | 'en';
  readonly form: string;
  readonly query: string;
  readonly content: string;
  readonly asked: RegExp;
  /** Given in the question; else typed when registering. */
  readonly taxCode: string | null;
}

const workshops: readonly Workshop[] = [
  {
    kind: 'a household',
    locale: 'vi',
    form: 'household_business',
    query: 'place=17035&form=household_business&sector=NN-C&employees=8&want=MM-02&cost.MM-02=1000000000',
    content: 'MM-02',
    asked: /360\.?000\.?000/,
    taxCode: null,
  },
  {
    kind: 'a company that asked with its tax code',
    locale: 'vi',
    form: 'limited_company',
    query:
      'place=17035&form=limited_company&sector=NN-D&employees=25&revenue=12000000000&want=MM-01&cost.MM-01=700000000&is.MM-01.machinery_is_new=yes',
    content: 'MM-01',
    asked: /240\.?000\.?000/,
    taxCode: someTaxCode(),
  },
  {
    kind: 'a cooperative, in English',
    locale: 'en',
    form: 'cooperative',
    query: 'place=17035&form=cooperative&sector=NN-A&employees=18&women=on&want=NH-01&cost.NH-01=60000000',
    content: 'NH-01',
    asked: /30\.?000\.?000/,
    taxCode: null,
  },
];

/** Well formed; every project, browser and run has its own. */
function someTaxCode(): string {
  for (;;) {
    const body = `29${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const read = parseTaxCode(body);
    if (read.ok) return read.value;
  }
}

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

const byLanguage = (locale: 'vi' | 'en', vi: string, en: string) => (locale === 'vi' ? vi : en);

/** Without a mail server an administrator hands over the link of who asked for an account. */
async function linkFor(browser: Browser, email: string): Promise<string> {
  const context = await browser.newContext({ ...test.info().project.use });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Quản trị viên' }).click();
  await page.goto('/admin/invitations');
  const row = page.getByRole('row').filter({ hasText: email });
  await row.getByRole('button', { name: 'Tạo đường dẫn mới' }).click();
  const link = await page.getByLabel('Đường dẫn để trao tận tay').inputValue();
  await context.close();
  return new URL(link).pathname;
}

for (const it of workshops)
  test(`${it.kind} goes from the answer through registration to a draft with everything filled in`, async ({
    page,
    context,
    browser,
    baseURL,
  }) => {
    test.slow();
    const say = (vi: string, en: string) => byLanguage(it.locale, vi, en);
    await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: it.locale, url: baseURL ?? '' }]);
    await page.goto(`/support/answer?${it.query}`);
    if (it.taxCode !== null) {
      await page.locator('input[name=tax]').fill(it.taxCode);
      await page.getByRole('button', { name: say('Tra cứu', 'Look up') }).click();
      await expect(page.getByText(it.taxCode)).toBeVisible();
      expect(page.url(), 'the address that is shared names nobody').not.toContain(it.taxCode);
    }
    await check(page);
    await page.getByRole('link', { name: say('Lập đề nghị', 'Start a request') }).click();
    await page.waitForURL(/\/sign-in\?next=/);
    await page
      .getByRole('main')
      .getByRole('link', { name: say('Đăng ký', 'Register') })
      .click();
    await page.waitForURL(/\/sign-up\?next=/);
    await check(page);

    const email = `chu.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}@nghean.example`;
    await page.locator('input[name=name]').fill('Người Mới Đăng Ký');
    await page.locator('input[name=email]').fill('chưa đúng');
    await page.getByRole('button', { name: say('Đăng ký', 'Register') }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.locator('input[name=email]').fill(email);
    await page.getByRole('button', { name: say('Đăng ký', 'Register') }).click();
    await expect(page.locator('input[name=email]')).toHaveCount(0);

    await page.goto(await linkFor(browser, email));
    await page.locator('input[name=password]').fill('nhà máy nhỏ ven sông');
    await page.getByRole('button', { name: say('Đặt mật khẩu', 'Choose this password') }).click();
    await page.waitForURL(/\/my\/establishment\/new/);
    await expect(page.locator('[name=legalForm]')).toHaveValue(it.form);
    await expect(page.locator('[name=employees]')).toHaveValue(/^(8|25|18)$/);
    if (it.taxCode !== null) await expect(page.locator('[name=taxCode]')).toHaveValue(it.taxCode);
    await check(page);
    if (it.locale === 'en') await expectEnglish(page, ['Xã Quỳ Hợp']);
    await page.locator('[name=name]').fill(`Xưởng ${email.split('@')[0]}`);
    if (it.taxCode === null) await page.locator('[name=taxCode]').fill(someTaxCode());
    await page.locator('[name=representative]').fill('Người Mới Đăng Ký');
    await page.locator('[name=phone]').fill('0912 345 678');
    await page.getByRole('button', { name: say('Lưu thông tin', 'Save') }).click();

    await page.waitForURL(/\/my\/requests\/new/);
    await check(page);
    await page.getByRole('button', { name: say('Tạo bản thảo', 'Make the draft') }).click();
    await page.waitForURL(/\/my\/requests\/[^/]+\/draft/);
    await expect(page.locator('[name="contentCode"]').first()).toHaveValue(it.content);
    await expect(page.locator('[name="costLines.0.unitPrice"]')).not.toHaveValue('');
    await expect(page.locator('[name="asked"]')).toHaveValue(it.asked);
    // What was said of the conditions need not be said again.
    if (it.content === 'MM-01')
      await expect(page.locator('[name="conditions.machinery_is_new"]')).toHaveValue('yes');
    await check(page);
  });

test('a way on to another site is dropped, before signing up as after', async ({ page }) => {
  for (const next of ['https://example.com/', '//example.com', '/\\example.com']) {
    await page.goto(`/sign-up?next=${encodeURIComponent(next)}`);
    await expect(page.locator('input[name=next]')).toHaveValue('');
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.locator('input[name=next]').first()).toHaveValue('');
  }
});
