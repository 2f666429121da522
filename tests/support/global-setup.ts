import type { TestProject } from 'vitest/node';
import { loadReferenceData } from '#app/reference-data.ts';
import { makeTemplate, startTestCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superUrl: string; ownerUrl: string; appUrl: string; template: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestCluster();
  const template = await makeTemplate(server, loadReferenceData);
  const { superUrl, ownerUrl, appUrl } = server;
  project.provide('postgres', { superUrl, ownerUrl, appUrl, template });
  return () => server.stop();
}
