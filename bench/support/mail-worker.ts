// A worker of its own that sends letters until it is killed: DATABASE_URL, SMTP_URL.
import { mailTasks, openLog, openMailer, openPool, startJobs } from '#platform/server';

const owner = openPool(process.env['DATABASE_URL']!, { max: 4 });
const mailer = openMailer({ smtpUrl: process.env['SMTP_URL'], mailFrom: 'Khuyến Công <kc@nghean.example>' });
const write = ({ to, values }: { to: string; values: Readonly<Record<string, string>> }) => ({
  to,
  subject: `Đến lượt bạn ${values['fills'] ?? ''}`,
  text: 'Thẩm tra hồ sơ, hạn 30/11/2026.',
});
await startJobs(owner, mailTasks(mailer, write), [], openLog('error'));
