import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { inProvince } from '#platform/server';
import { closedProjects, projectFor, projectSubject } from '#projects/server';
import { listNotices, notify, unreadCount } from '#records/server';
import { cast, inSession, testDatabase, type Cast } from '#testing';
import { withdrawConflict } from '../index.server.ts';

let people: Cast;
beforeAll(async () => {
  people = await cast((await testDatabase()).db);
});

describe('who declared an interest of their own in a project', () => {
  it('is told of no more, nor shown what was told before, until it is taken back; sums keep its name', async () => {
    const s = await inSession(people);
    const [member, other] = [people.financeOfficer, people.secondFinanceOfficer];
    const subject = projectSubject(s.project.id);
    const tell = (once: string) =>
      inProvince(member, (tx) =>
        notify(tx, member, { kind: 'progress', to: { role: 'finance_officer' }, subject, once }),
      );
    const seen = async (cx: typeof member) => {
      const page = { unread: false, after: null, size: 100 };
      const all = await inProvince(cx, (tx) => listNotices(tx, cx, page));
      const unread = await unreadCount(cx.db, cx.province, cx.actor.accountId);
      return [all.filter((one) => one.subject.id === subject.id).length, unread] as const;
    };
    await tell('recused/1');
    const [told, unread] = await seen(member);
    expectOk(await s.conflict(2));
    await tell('recused/2');
    expect(await seen(member)).toEqual([0, unread - told]);
    expect((await seen(other))[0]).toBe(told + 1);
    const stand = { accountId: member.actor.accountId, name: '', role: 'finance_officer', lastDay: '' };
    const standIn = { ...other, actor: { ...other.actor, standsInFor: stand as never } };
    const closed = await inProvince(member, (tx) =>
      Promise.all([member, other, standIn].map((cx) => closedProjects(tx, cx))),
    );
    expect(closed.map((ids) => ids.has(subject.id))).toEqual([true, false, true]);
    const named = await inProvince(member, (tx) => projectFor(tx, member, subject.id, { closedToo: true }));
    expect(named?.id).toBe(subject.id);
    expectOk(
      await withdrawConflict(member, s.session, {
        ...{ dossier: s.dossier, member: s.seats[2]!, reason: 'Khai nhầm' },
      }),
    );
    expect((await seen(member))[0]).toBe(told);
  });
});
