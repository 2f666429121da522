import { addDays, todayIn } from '#kernel';
import { inProvince, type Scope } from '#platform/server';
import { notify } from '#records/server';
import { projectSubject } from '../project.store.server.ts';
import { listDebts, type DebtKey } from './recovery.store.server.ts';

const PAGE = 200;
/** Days before a part is due that its payer is told. */
const DAYS_BEFORE = 7;

/**
 * Tells the establishments whose next part is due within a week, and once more when it is late; each once. The centre is
 * reminded by its own wait, which is due with the part.
 */
export async function remindInstalments(scope: Scope, now: Date): Promise<void> {
  const today = todayIn(now);
  let after: DebtKey | null = null;
  do {
    const from: DebtKey | null = after;
    after = await inProvince(scope, async (tx) => {
      const page = await listDebts(tx, scope.province, today, {
        search: '',
        late: false,
        after: from,
        limit: PAGE,
      });
      for (const debt of page) {
        if (debt.nextOn === null || debt.nextOn > addDays(today, DAYS_BEFORE)) continue;
        const how = debt.nextOn < today ? 'late' : 'soon';
        await notify(
          tx,
          { province: scope.province, now },
          {
            kind: 'instalment_due',
            to: { role: 'establishment_owner', unit: debt.establishmentUnit },
            subject: projectSubject(debt.projectId),
            fills: {
              ...{ number: debt.number ?? '', title: debt.title },
              ...{ amount: String(debt.nextLeft ?? debt.owed), due: debt.nextOn },
            },
            once: `${debt.projectId} ${debt.planNo} ${debt.nextOn} ${how}`,
          },
        );
      }
      return page.length === PAGE ? page.at(-1)!.key : null;
    });
  } while (after !== null);
}
