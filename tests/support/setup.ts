import { afterAll } from 'vitest';
import { endApplications } from '../app/application.ts';
import { closeTestAuth } from './auth.ts';
import { closeTestDatabases } from './database.ts';

afterAll(async () => {
  await endApplications();
  await closeTestAuth();
  await closeTestDatabases();
});
