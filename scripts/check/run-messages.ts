// Part of `npm run check`: every sentence in both languages, with the same holes, and used; every refusal
// with a sentence.
import { readText, report } from '../support/repository.ts';
import { faultsOf, unusedKeys } from './messages.ts';
import { productSources, readAreas } from './product.ts';
import { silentCodes } from './refusal-codes.ts';

const areas = readAreas();
const sources = productSources();
const settings = readText('project.inlang/settings.json');
const unlisted = areas.filter(({ name }) => !settings.includes(`./messages/${name}/{locale}.json`));

report([
  ...unlisted.map(({ name }) => `messages/${name} is not in project.inlang/settings.json`),
  ...faultsOf(areas),
  ...unusedKeys(
    areas,
    sources.map(({ text }) => text),
  ),
  ...silentCodes(sources, areas),
]);
