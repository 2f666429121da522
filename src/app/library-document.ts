import { formatDate, isLocalDate, parseLocalDate, todayIn, type LocalDate } from '#kernel';
import { documentTimeline, mayLibrary, statusOn, type LegalDocument } from '#law';
import { articlesOf, filesOf, loadLibrary, restingOn } from '#law/server';
import { isStaff, readsWholeProvince } from '#people';
import { inProvince } from '#platform/server';
import { countProjectsUnder } from '#projects/server';
import { provincesOn } from '#territory/server';

/** One document with everything around it, as it stands on the day asked about. */
export async function documentPage(locals: App.Locals, document: LegalDocument, asked: string | null) {
  const { db, actor } = locals;
  const today = todayIn(locals.now);
  const on = dayAsked(asked) ?? today;
  const [library, articles, files, resting, provinces] = await Promise.all([
    loadLibrary(db),
    articlesOf(db, document.code),
    filesOf(db, document.code),
    restingOn(db, document.code),
    provincesOn(db, today),
  ]);
  const relations = library.relationsOf(document.code);
  const names = Object.fromEntries(provinces.map((one) => [one.code, one.name]));
  return {
    document,
    provinceName: document.province === null ? null : (names[document.province] ?? document.province),
    names,
    on,
    typed: asked ?? formatDate(on),
    status: statusOn(document, relations, on),
    relations,
    timeline: documentTimeline(document, relations, today),
    articles,
    files,
    resting,
    projects:
      actor !== null && isStaff(actor) && readsWholeProvince(actor)
        ? await inProvince({ db, province: actor.province }, (tx) =>
            countProjectsUnder(
              tx,
              resting.filter((one) => one.kind === 'norm_set').map((one) => one.id),
            ),
          )
        : null,
    mayChange: actor !== null && mayLibrary(actor, 'change', document),
    realFigures: true,
  };
}

function dayAsked(asked: string | null): LocalDate | null {
  if (asked === null) return null;
  if (isLocalDate(asked)) return asked;
  const read = parseLocalDate(asked);
  return read.ok ? read.value : null;
}
