import { addDays, expectOk, formatDate, newId, readForm, todayIn, yearOf } from '#kernel';
import { needColumns, readNeed } from '#programmes';
import { enterNeed, importNeeds, openRound } from '#programmes/server';
import { registrationForm } from '#projects';
import { makeRegistration } from '#projects/server';
import type { Cast } from '#testing';

/** A round with a need that is ready, a book of which one row is wrong, and a registration made of the need. */
export async function peopledRound(people: Cast, establishmentId: string, commune = '17035') {
  const cx = people.centreOfficer;
  const today = todayIn(people.now);
  const { id: round } = expectOk(
    await openRound(cx, {
      fiscalYear: yearOf(today) + 1,
      name: 'Khảo sát',
      closesOn: addDays(today, 20),
      note: null,
    }),
  );
  const input = expectOk(
    readNeed({
      ...{ establishment: establishmentId, content: 'MM-01', procedure: 'national', title: 'Mua máy' },
      ...{ machine: 'Máy cắt', quotation: 'Công ty A', cost: '500 triệu', asked: '200 triệu' },
    }),
  );
  const { id: need } = expectOk(await enterNeed(cx, { roundId: round, clientKey: newId(), input }));
  const wrong = needColumns.map((column) =>
    column === 'name' ? 'Hộ A' : column === 'commune' ? commune : '',
  );
  const book = {
    roundId: round,
    fileName: 'nhu-cau.xlsx',
    sheet: 'Nhu cầu',
    rows: [{ row: 2, cells: wrong }],
  };
  const { id: imported } = expectOk(await importNeeds(cx, book));
  const letter = expectOk(
    readForm(registrationForm, {
      ...{ sender: 'Sở Công Thương', date: formatDate(today), to: 'Cục', signer: 'Giám đốc' },
      ...{ past: 'Đạt.', present: 'Đạt.', goals: 'Tăng.' },
    }),
  );
  const { id: registration } = expectOk(
    await makeRegistration(cx, { roundId: round, procedure: 'national', chosen: new Set([need]), letter }),
  );
  return { round, need, imported, registration };
}
