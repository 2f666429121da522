import { readFileSync } from 'node:fs';
import path from 'node:path';
import { attach, judgeAll } from './dossier.ts';
import { expect, test, type Page } from '@playwright/test';
import { expectEnglish, hasJavaScript } from './page-checks.ts';

/**
 * The same life of a project as lifecycle.spec.ts, in English: the words are those of the message catalogue,
 * the fields are found by their names, and no page speaks Vietnamese of its own accord. Axe looks at the same pages there.
 */
const catalogue = (area: string) =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../messages/${area}/en.json`), 'utf8'),
  ) as Record<string, string>;
const said = catalogue('projects');
const actName = (event: string) => said[`projects_event_${event}`]!;

const title = `Automatic stone saw ${Date.now() % 1_000_000}`;

/** What people called things. */
const data = [title, 'Công ty TNHH Đá mỹ nghệ Phủ Quỳ'];

async function enterAs(page: Page, name: string): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL(/\/(my|desk)/);
  await expectEnglish(page, data);
}

/** Opens the form of an act, fills fields by name, does it, and comes back to the project. */
async function perform(
  page: Page,
  project: string,
  event: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.goto(project);
  await expectEnglish(page, data);
  await page
    .getByRole('main')
    .getByRole('link', { name: actName(event), exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: actName(event) })).toBeVisible();
  await expectEnglish(page, data);
  for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
  await page.getByRole('button', { name: actName(event), exact: true }).click();
  await page.waitForURL(new RegExp(`${project}$`));
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`).first();
  const kind = await field.evaluate((e) => `${e.tagName} ${(e as HTMLInputElement).type}`);
  if (kind === 'INPUT radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === 'INPUT checkbox') await field.check();
  else if (kind.startsWith('SELECT')) {
    const options = await field.locator('option').allInnerTexts();
    await field.selectOption({ label: options.find((option) => option.includes(value)) ?? value });
  } else await field.fill(value);
}

test('one project from request to closed books, in English', async ({ page }, info) => {
  test.skip(info.project.name !== 'desktop' || !hasJavaScript(), 'walked once');
  test.setTimeout(600_000);
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const decision = (number: string) => ({ decisionNumber: number, decisionDate: today });

  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'English' }).locator('visible=true').click();
  await enterAs(page, 'Trương Văn Quý');
  await page.getByRole('button', { name: said['projects_start']! }).first().click();
  await page.waitForURL(/draft/);
  await page.waitForLoadState('networkidle');
  await expectEnglish(page, data);
  await attach(page, 'quotation', 'Quotation A.pdf');
  await attach(page, 'commitment', 'Commitment.pdf');
  await attach(page, 'business_registration', 'Registration.pdf');
  const request: Record<string, string> = {
    title,
    necessity: 'The old saw wastes stone and raises dust.',
    objective: 'More output, less dust.',
    'machines.0.name': 'CNC stone saw',
    'machines.0.origin': 'Viet Nam',
    'machines.0.year': '2026',
    'machines.0.quantity': '1',
    'machines.0.unitPrice': '600 triệu',
    'machines.0.quotation': 'Quotation A.pdf',
    'costLines.0.label': 'CNC stone saw',
    'costLines.0.unit': 'set',
    'costLines.0.quantity': '1',
    'costLines.0.unitPrice': '600 triệu',
    asked: '241 triệu',
    'timetable.0.task': 'Buy and install',
    'timetable.0.from': '01/12/2026',
    'timetable.0.until': '28/02/2027',
    'results.jobs': '5',
    'results.description': 'Half the dust.',
    'commitments.ownFunds': 'on',
    'commitments.noOtherSupport': 'on',
    'commitments.newMachinery': 'on',
  };
  for (const [name, value] of Object.entries(request)) await fill(page, name, value);
  await page.getByRole('button', { name: said['projects_draft_submit']!, exact: true }).click();
  await expect(page.getByRole('link', { name: /1,000,000 đồng/ })).toBeVisible();
  await expectEnglish(page, data);
  await fill(page, 'asked', '240 triệu');
  await page.getByRole('button', { name: said['projects_draft_submit']!, exact: true }).click();
  await page.waitForURL(/receipt/);
  await expect(page.getByText(/KC-\d{4}-\d{4,}/).first()).toBeVisible();
  await expectEnglish(page, data);
  const id = /requests\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  const project = `/desk/projects/${id}`;

  await enterAs(page, 'Hoàng Minh Đức');
  await perform(page, project, 'request_supplement', { reason: 'Say what the saw can do in an hour.' });
  await enterAs(page, 'Trương Văn Quý');
  await page.goto(`/my/requests/${id}/draft`);
  await expectEnglish(page, data);
  await fill(page, 'machines.0.capacity', '12 m² an hour');
  await page.getByRole('button', { name: said['projects_event_answer_supplement']!, exact: true }).click();
  await page.waitForURL(/receipt/);
  await page.goto(`/my/requests/${id}/versions/2`);
  await expectEnglish(page, data);

  await enterAs(page, 'Hoàng Minh Đức');
  await page.goto(`${project}/act/accept_dossier`);
  await expectEnglish(page, data);
  await judgeAll(page);
  await page.getByRole('button', { name: said['projects_event_accept_dossier']!, exact: true }).click();
  await page.waitForURL(new RegExp(`${project}$`));
  await enterAs(page, 'Nguyễn Thị Hạnh');
  const criteria = ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'];
  await perform(page, project, 'prepare_appraisal', {
    ...Object.fromEntries(criteria.map((one) => [`criteria.${one}`, 'on'])),
    conclusion: 'pass',
  });
  await enterAs(page, 'Lê Quang Huy');
  await perform(page, project, 'conclude_appraisal');
  await enterAs(page, 'Phan Đình Long');
  const fund = `khuyến công địa phương ${today.slice(-4)}`;
  await perform(page, project, 'approve_plan', { fundId: fund, ...decision('812/QĐ-UBND') });
  await expect(page.getByText(said['projects_state_planned']!).first()).toBeVisible();
  await enterAs(page, 'Hoàng Minh Đức');
  await perform(page, project, 'submit_estimate');
  await enterAs(page, 'Cao Thị Bích Ngọc');
  await perform(page, project, 'approve_estimate', decision('77/QĐ-STC'));
  await enterAs(page, 'Hồ Sỹ Tiến');
  await perform(page, project, 'sign_contract', {
    contractNumber: '12/HĐ-KC',
    signedOn: today,
    endsOn: '30/06/2027',
    signatory: 'Trương Văn Quý',
  });
  await enterAs(page, 'Đặng Thị Lan');
  await perform(page, project, 'request_advance', { amount: '80 triệu', progressPercent: '80' });
  await enterAs(page, 'Hồ Sỹ Tiến');
  await perform(page, project, 'pay_advance', { voucherNumber: 'UNC-01', paidOn: today });
  await enterAs(page, 'Nguyễn Thị Hạnh');
  await perform(page, project, 'accept_works', {
    heldOn: today,
    place: 'Quỳ Hợp',
    participants: 'Centre, commune, establishment',
    findings: 'The saw runs well',
  });
  await enterAs(page, 'Đặng Thị Lan');
  await perform(page, project, 'request_payment');
  await enterAs(page, 'Hồ Sỹ Tiến');
  await perform(page, project, 'pay', { voucherNumber: 'UNC-02', paidOn: today });
  await enterAs(page, 'Đặng Thị Lan');
  await page.goto(`${project}/settlement`);
  await expectEnglish(page, data);
  await page
    .locator('[name=pasted]')
    .fill(['1', 'KC', `EN ${title}`.slice(0, 60), today, 'Vinh', '', '', '460 triệu'].join('\t'));
  await page.locator('form[action="?/paste"] button').click();
  await expect(page.locator('form[action="?/remove"]')).toHaveCount(1);
  await page.locator('[name="lines.0.reason"]').fill('Bought below the estimate.');
  await page.locator('form[action="?/submit"] button').click();
  await page.waitForURL(new RegExp(`${project}$`));
  await enterAs(page, 'Cao Thị Bích Ngọc');
  await perform(page, project, 'approve_settlement', decision('99/QĐ-STC'));
  await enterAs(page, 'Đặng Thị Lan');
  await perform(page, project, 'recover', { voucherNumber: 'PT-01', paidOn: today });
  await enterAs(page, 'Hồ Sỹ Tiến');
  await perform(page, project, 'close');
  await expect(page.getByText(said['projects_state_closed']!).first()).toBeVisible();
  await expectEnglish(page, data);

  await page.goto(`${project}/norms?on=01/05/2016`);
  await expectEnglish(page, data);
  await page.goto(`/desk/projects?q=${encodeURIComponent(title.toLowerCase())}`);
  await expect(page.getByText(title)).toBeVisible();
  await expectEnglish(page, data);
  await page.goto('/desk/money');
  // Every fund is a card headed by its name.
  const funds = await page.locator('main h2, main th[scope="row"]').allInnerTexts();
  await expectEnglish(page, [...data, ...funds.map((name) => name.normalize('NFC'))]);
});
