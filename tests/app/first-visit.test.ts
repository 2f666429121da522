import { describe, expect, it } from 'vitest';
import { Browser } from '#testing';
import { dataFolder, startApplication, until, type Application } from './application.ts';

/** A browser without script: sends forms, keeps cookies, follows nothing by itself. */
async function visit(
  application: Application,
  browser: Browser,
  address: string,
  form?: Record<string, string>,
) {
  const answer = await fetch(new URL(address, application.url), {
    redirect: 'manual',
    headers: { cookie: browser.cookie, accept: 'text/html', origin: application.url },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  browser.keep({ cookies: answer.headers.getSetCookie() });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

/** The address with the one-time token, as the start prints it. */
async function printedSetup(application: Application): Promise<{ address: string; token: string }> {
  await until(() => application.said().includes('/setup?token='));
  const [, address = ''] = /first visit: (\S+)/.exec(application.said()) ?? [];
  return {
    address: new URL(address).pathname + new URL(address).search,
    token: new URL(address).searchParams.get('token') ?? '',
  };
}

const own = {
  province: '40',
  departmentName: 'Sở Công Thương Nghệ An',
  centreName: 'Trung tâm Khuyến công Nghệ An',
  name: 'Nguyễn Cảnh Tuấn',
  email: 'tuan@nghean.example',
  password: 'đầu xuôi đuôi lọt',
};

describe('the first visit', () => {
  it('leads every way to set-up, asks for the printed token, and opens the own province', async () => {
    const application = await startApplication({ DATA_DIR: dataFolder(), WORKER: 'off' });
    expect(application.url, application.said()).not.toBe('');
    const { address, token } = await printedSetup(application);
    const browser = new Browser();
    for (const way of ['/', '/sign-in', '/desk', '/history', '/admin/people'])
      expect(await visit(application, browser, way)).toMatchObject({ status: 303, location: '/setup' });
    expect((await visit(application, browser, '/setup')).text).not.toContain('name="departmentName"');
    expect((await visit(application, browser, '/setup?token=wrong')).text).not.toContain(
      'name="departmentName"',
    );
    expect((await visit(application, browser, address)).text).toContain('name="departmentName"');

    expect(await visit(application, browser, '/setup?/open', { ...own, token: 'wrong' })).toMatchObject({
      status: 422,
    });
    const missed = await visit(application, browser, '/setup?/open', { ...own, token, password: 'bảy chữ' });
    expect(missed.status).toBe(422);
    expect(missed.text, 'what was typed is kept').toContain(own.centreName);
    expect(missed.text, 'but no password').not.toContain('bảy chữ');

    const done = await visit(application, browser, '/setup?/open', { ...own, token });
    expect(done).toMatchObject({ status: 303, location: '/account/second-factor' });
    expect((await visit(application, browser, '/account')).text).toContain(own.name);
    expect(await visit(application, browser, '/admin/people')).toMatchObject({
      location: '/account/second-factor',
    });
    expect(await visit(application, browser, address)).toMatchObject({ status: 404 });
    expect(await visit(application, new Browser(), '/')).toMatchObject({ status: 200 });
  }, 120_000);
});
