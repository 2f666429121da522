import { addDays, expectOk, todayIn, yearOf, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { readNeed } from '#programmes';
import { enterNeed, openRound, roundsOf } from '#programmes/server';
import type { Cast } from '../cast.ts';
import { demoNeeds } from '../data/needs.ts';
import type { Owned } from './owners.ts';

const DAY = 86_400_000;

/** A round for next year's plan with needs of every readiness. Done again, it changes nothing: a form sent twice is one need. */
export async function makeNeeds(people: Cast, owned: ReadonlyMap<number, Owned>, now: Date): Promise<void> {
  const before = (days: number): Date => new Date(now.getTime() - days * DAY);
  const fiscalYear = yearOf(todayIn(now)) + 1;
  const rounds = await inProvince(people.centreOfficer, (tx) => roundsOf(tx, people.province));
  const roundId =
    rounds.find((round) => round.fiscalYear === fiscalYear)?.id ??
    expectOk(
      await openRound(
        { ...people.centreOfficer, now: before(18) },
        {
          fiscalYear,
          name: `Khảo sát nhu cầu khuyến công năm ${fiscalYear}`,
          closesOn: addDays(todayIn(now), 20),
          note: 'Mỗi xã, phường gửi ít nhất ba nhu cầu; có báo giá thì ghi rõ của ai, ngày nào.',
        },
      ),
    ).id;
  for (const [i, { by, workshop, ...fields }] of demoNeeds.entries()) {
    const establishment = workshop === undefined ? undefined : owned.get(workshop);
    if (workshop !== undefined && establishment === undefined) continue; // a smaller province has fewer
    const cx: Context =
      by === 'owner'
        ? establishment!.owner
        : by === 'centre'
          ? people.centreOfficer
          : communeOfficer(people, by);
    const form: FormFields = {
      procedure: 'provincial',
      ...fields,
      ...(establishment ? { establishment: establishment.establishmentId } : {}),
    };
    expectOk(
      await enterNeed(
        { ...cx, now: before(16 - i) },
        { roundId, clientKey: keyOf(i), input: expectOk(readNeed(form)) },
      ),
    );
  }
}

const communeOfficer = (people: Cast, by: 'quyHop' | 'truongVinh') =>
  by === 'quyHop' ? people.communeOfficer : people.secondCommuneOfficer;

const keyOf = (i: number) => `00000000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`;
