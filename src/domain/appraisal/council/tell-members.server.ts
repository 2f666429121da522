import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { NoticeKind } from '#records';
import { notify, settleNotices } from '#records/server';
import type { Council, Member } from './council-record.ts';

/** Tells members who have an account that a session was called or moved, or that minutes wait for their signature. */
export async function tellMembers(
  tx: Tx,
  cx: Context,
  kind: Extract<NoticeKind, 'council_session' | 'council_minutes'>,
  of: {
    readonly council: Pick<Council, 'number'>;
    readonly session: {
      readonly id: string;
      readonly no: number;
      readonly heldOn: LocalDate;
      readonly place: string;
    };
    readonly members: readonly Member[];
  },
): Promise<void> {
  const { id, no, heldOn, place } = of.session;
  const subject = { kind: 'council_session', id };
  await settleNotices(tx, cx, subject, ['council_session', 'council_minutes']);
  for (const { accountId, ended } of of.members)
    if (accountId !== null && !ended)
      await notify(tx, cx, {
        ...{ kind, to: { account: accountId }, subject },
        fills: { council: of.council.number, no: String(no), day: heldOn, place },
        except: cx.actor.accountId,
      });
}
