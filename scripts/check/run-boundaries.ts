// Part of `npm run check`: the boundaries between the chapters.
import path from 'node:path';
import { chapters } from '../../src/chapters.ts';
import { crossings } from './cruise.ts';

const found = await crossings(path.resolve(import.meta.dirname, '../..'), chapters);
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
