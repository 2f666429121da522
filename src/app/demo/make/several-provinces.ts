import { askProvincesForm, letterForm } from '#appraisal';
import { askProvinces, nameProvinces, readProvinces, takeLetter } from '#appraisal/server';
import { expectOk, formatDate, readForm, todayIn } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { filterFrom } from '#projects';
import { listProjects } from '#projects/server';
import type { Cast } from '../cast.ts';

/**
 * A national project that is carried out in two more provinces: one has answered by letter, the other is waited for.
 * Nothing is made twice, and nothing where no national project waits for its appraisal.
 */
export async function makeSeveralProvinces(people: Cast, now: Date): Promise<void> {
  const cx: Context = { ...people.departmentSpecialist, now };
  const filter = filterFrom(
    new URLSearchParams({ state: 'screened', procedure: 'national', sort: 'number' }),
  );
  const { rows } = await inProvince(cx, (tx) => listProjects(tx, cx, filter, { size: 20 }));
  for (const { id } of rows) {
    const { others } = expectOk(await readProvinces(cx, id));
    if (others.length > 0) return;
    // On the agenda of a council: another.
    if (!(await nameProvinces(cx, id, { codes: ['38', '42'], seen: '' })).ok) continue;
    const fields = {
      questions: 'Đề nghị Quý Sở cho ý kiến về việc thực hiện đề án trên địa bàn tỉnh.',
      ...{
        'offices.0.province': '38',
        'offices.0.office': 'Sở Công Thương Thanh Hóa',
        'offices.0.days': '7',
      },
      ...{ 'offices.1.province': '42', 'offices.1.office': 'Sở Công Thương Hà Tĩnh', 'offices.1.days': '7' },
      ...{ 'offices.0.email': '', 'offices.1.email': '' },
    };
    const asked = expectOk(readForm(askProvincesForm, fields));
    expectOk(await askProvinces(cx, id, { ...asked, papers: [] }, { byMail: false, locale: 'vi' }));
    const first = expectOk(await readProvinces(cx, id)).others[0]!.opinion!;
    const letter = {
      ...{ opinion: first.id, number: '1127/SCT-QLCN', writtenOn: formatDate(todayIn(now)) },
      ...{ verdict: 'agree_with_conditions', 'points.0.said': 'Báo trước 15 ngày khi triển khai tại tỉnh.' },
    };
    expectOk(await takeLetter(cx, id, expectOk(readForm(letterForm, letter)), null));
    return;
  }
}
