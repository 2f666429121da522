import { addDays, addWorkingDays, isWorkingDay, type LocalDate, type WorkingCalendar } from '#kernel';
import type { Random } from './random.ts';

/** The last working day on or before a day. */
export function lastWorkday(on: LocalDate, calendar: WorkingCalendar): LocalDate {
  return isWorkingDay(on, calendar) ? on : workdaysBefore(on, 1, calendar);
}

/** The first working day on or after a day. */
export function firstWorkday(on: LocalDate, calendar: WorkingCalendar): LocalDate {
  return isWorkingDay(on, calendar) ? on : addWorkingDays(on, 1, calendar);
}

/** The `days`-th working day before a day: the day a wait of so many working days began that ends there. */
export function workdaysBefore(on: LocalDate, days: number, calendar: WorkingCalendar): LocalDate {
  let date = on;
  for (let left = days; left > 0;) {
    date = addDays(date, -1);
    if (isWorkingDay(date, calendar)) left--;
  }
  return date;
}

/** Some minute of the day when offices are open, Vietnam's time. */
export function officeHour(on: LocalDate, random: Random): Date {
  const hour = random.pick([8, 9, 10, 11, 14, 15, 16]);
  const time = [hour, random.whole(0, 59), random.whole(0, 59)]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
  return new Date(`${on}T${time}+07:00`);
}
