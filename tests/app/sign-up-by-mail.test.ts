import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, it } from 'vitest';
import { Browser } from '#testing';
import { dataFolder, startApplication, until } from './application.ts';

/** A real mail server that keeps what it receives. */
const received: ParsedMail[] = [];
const office = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) =>
    void simpleParser(stream).then((mail) => {
      received.push(mail);
      done();
    }, done),
});
await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise<void>((resolve) => office.close(resolve)));

const NEXT =
  '/my/requests/new?place=17035&form=household_business&sector=NN-C&employees=8&want=MM-01&cost.MM-01=700000000&start=MM-01';

it('leads from an answer over the mailed link to registering the establishment, filled in', async () => {
  const { port } = office.server.address() as { port: number };
  const application = await startApplication({
    DATA_DIR: dataFolder(),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  });
  expect(application.url, application.said()).not.toBe('');
  const visit = async (browser: Browser, address: string, form?: Record<string, string>) => {
    const answer = await fetch(new URL(address, application.url), {
      redirect: 'manual',
      headers: { cookie: browser.cookie, accept: 'text/html', origin: application.url },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    browser.keep({ cookies: answer.headers.getSetCookie() });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };
  await until(() => application.said().includes('/setup?token='));
  const [, token = ''] = /\/setup\?token=(\S+)/.exec(application.said()) ?? [];
  const opened = await visit(new Browser(), '/setup?/open', {
    token,
    province: '40',
    departmentName: 'Sở Công Thương Nghệ An',
    centreName: 'Trung tâm Khuyến công Nghệ An',
    name: 'Nguyễn Cảnh Tuấn',
    email: 'tuan@nghean.example',
    password: 'đầu xuôi đuôi lọt',
  });
  expect(opened.status).toBe(303);

  const owner = new Browser();
  const led = await visit(owner, NEXT);
  expect(led.location).toContain('/sign-in?next=');
  const asked = await visit(owner, '/sign-up', {
    province: '40',
    name: 'Trương Văn Quý',
    email: 'quy@nghean.example',
    next: NEXT,
  });
  expect(asked.status).toBe(200);
  expect(await until(() => received.length > 0, 30_000)).toBe(true);
  const [, link = ''] = /(\/invitation\/\S+)/.exec(received[0]?.text ?? '') ?? [];
  const entered = await visit(owner, `${link}?/password`, { password: 'nhà máy nhỏ ven sông' });
  expect(entered).toMatchObject({ status: 303, location: NEXT });
  const register = await visit(owner, NEXT);
  expect(register.location).toMatch(/^\/my\/establishment\/new\?.*legalForm=household_business/);
  expect((await visit(owner, register.location ?? '')).text).toContain('value="17035"');
}, 180_000);
