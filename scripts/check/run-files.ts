// Part of `npm run check`: length and names of files, and that they speak of the project alone.
import { chapters } from '../../src/chapters.ts';
import { projectFiles, readText, report } from '../support/repository.ts';
import { foreignLines, lockedAddresses, oddlyNamed, tooLong } from './files.ts';

const files = projectFiles().map((file) => ({ file, text: readText(file) }));
report([
  ...tooLong(files),
  ...oddlyNamed(files, chapters),
  ...foreignLines(files),
  ...lockedAddresses(readText('package-lock.json')),
]);
