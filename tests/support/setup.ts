import { afterAll } from 'vitest';
import { closeTestAuth } from './auth.ts';
import { closeTestDatabases } from './database.ts';

afterAll(async () => {
  await closeTestAuth();
  await closeTestDatabases();
});
