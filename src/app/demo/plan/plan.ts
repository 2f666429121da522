import { yearOf } from '#kernel';
import { workshops } from '../data/workshops.ts';
import { randomOf, type Random } from '../random.ts';
import type { Grounds } from './grounds.ts';
import { planMoney, type MoneyPlan } from './money.ts';
import { planProject, type PlannedProject } from './project.ts';
import { current, earlierYears, type Role } from './roster.ts';

/** Everything that happens in the sample province, before any of it is written down. */
export interface ProvincePlan {
  /** Which of the workshops there are. */
  readonly workshops: readonly number[];
  readonly projects: readonly PlannedProject[];
  readonly money: MoneyPlan;
}

/** Pure: the same grounds give the same plan. No workshop has two projects of one title: they are told apart by it. */
export function planProvince(grounds: Grounds): ProvincePlan {
  const year = yearOf(grounds.today);
  const deal = dealer(randomOf(`${grounds.seed} workshops`));
  const titles = new Set<string>();
  const plan = (role: Role, key: string, pastYear: number | null): PlannedProject => {
    for (let attempt = 0; ; attempt++) {
      const workshop = role.workshop ?? deal(role.content);
      const random = randomOf(`${grounds.seed} ${key} ${attempt}`);
      const project = planProject(role, { key, workshop, pastYear }, grounds, random);
      const name = `${workshop} ${project.title}`;
      if (titles.has(name)) continue;
      titles.add(name);
      return project;
    }
  };
  const projects = [
    ...earlierYears.flatMap((roles, i) => {
      const pastYear = year - earlierYears.length + i;
      return some(roles, grounds.size).map((role, n) => plan(role, `${i} ${n}`, pastYear));
    }),
    ...some(current, grounds.size).map((role, n) => plan(role, `now ${n}`, null)),
  ];
  const all = workshops.map((_, i) => i);
  const needed = grounds.size === 'full' ? all : all.filter((i) => projects.some((p) => p.workshop === i));
  return { workshops: needed, projects, money: planMoney(projects, grounds) };
}

const some = (roles: readonly Role[], size: Grounds['size']) =>
  size === 'full' ? roles : roles.filter((_, i) => i % 6 === 0);

/**
 * Gives every workshop a project before any gets its second, and none of the same content but
 * machinery twice; the cast's own two are given theirs by name.
 */
function dealer(random: Random): (content: string) => number {
  const indexes = workshops.map((_, i) => i).slice(2);
  const had = new Set<string>();
  let waiting: number[] = [];
  return (content) => {
    if (waiting.length < indexes.length / 2) waiting = [...waiting, ...random.shuffle(indexes)];
    const at = waiting.findIndex((workshop) => content === 'MM-01' || !had.has(`${workshop} ${content}`));
    const [workshop] = waiting.splice(Math.max(0, at), 1);
    had.add(`${workshop} ${content}`);
    return workshop!;
  };
}
