import type pg from 'pg';
import type { z } from 'zod';
import {
  storedCitation,
  type dossierFile,
  type EligibilityFile,
  type enterpriseSizesFile,
  type legalFormsFile,
  type sectorsFile,
} from './reference-file.server.ts';
import { upsert } from './reference.store.server.ts';

/** The same for who may be supported, and the papers that show it. */

type Client = pg.ClientBase;

export async function writeDossier(client: Client, items: z.output<typeof dossierFile>): Promise<void> {
  const rows = items.flatMap((item, position) =>
    item.procedures.map((procedure) => ({
      code: item.code,
      procedure_kind: procedure,
      valid_from: item.from,
      valid_until: item.until ?? null,
      contents: item.contents,
      stage: item.stage,
      mandatory: item.mandatory,
      label_vi: item.label.vi,
      label_en: item.label.en,
      help_vi: item.help?.vi ?? null,
      help_en: item.help?.en ?? null,
      position,
      ...basisOf(item, procedure),
    })),
  );
  await upsert(client, 'law.dossier_item', ['code', 'procedure_kind', 'stage', 'valid_from'], rows);
}

/** National rules serve the provincial programme by analogy where they do not bind it. */
function basisOf(item: z.output<typeof dossierFile>[number], procedure: 'national' | 'provincial') {
  return procedure === 'national' || item.everywhere || item.cite === undefined
    ? { citation: storedCitation(item.cite, undefined), verification: item.verification }
    : { citation: null, verification: 'inferred' };
}

export async function writeLegalForms(client: Client, forms: z.output<typeof legalFormsFile>): Promise<void> {
  const rows = forms.map((f, position) => ({
    code: f.code,
    name_vi: f.vi,
    name_en: f.en,
    enterprise: f.enterprise,
    personal: f.personal,
    position,
  }));
  await upsert(client, 'law.legal_form', ['code'], rows);
}

export async function writeSectors(client: Client, sectors: z.output<typeof sectorsFile>): Promise<void> {
  const rows = sectors.map((s, position) => ({
    code: s.code,
    name_vi: s.vi,
    name_en: s.en,
    valid_from: s.from,
    valid_until: s.until ?? null,
    citation: storedCitation(s.cite, undefined),
    verification: s.verification,
    vsic:
      s.vsic === undefined
        ? null
        : {
            codes: s.vsic.codes,
            citation: storedCitation(s.vsic.cite, undefined),
            verification: s.vsic.verification,
          },
    position,
  }));
  await upsert(client, 'law.sector', ['code'], rows);
}

export async function writeEnterpriseSizes(
  client: Client,
  sizes: z.output<typeof enterpriseSizesFile>,
): Promise<void> {
  const rows = sizes.map((s) => ({
    class: s.class,
    valid_from: s.from,
    valid_until: s.until ?? null,
    most_employees: s.employees,
    most_revenue: s.revenue,
    most_capital: s.capital,
    citation: storedCitation(s.cite, undefined),
    verification: s.verification,
  }));
  await upsert(client, 'law.enterprise_size', ['class', 'valid_from'], rows);
}

/** Citations are resolved here, so that whoever reads the rules never meets the file's short form. */
export async function writeEligibility(client: Client, set: EligibilityFile): Promise<void> {
  const resolved = <T extends { cite?: Parameters<typeof storedCitation>[0] }>({ cite, ...rest }: T) => ({
    ...rest,
    citation: storedCitation(cite, set.document),
  });
  const { cleanerProduction, clusterInvestor } = set;
  const { old } = set.place;
  const rules = {
    legalForms: resolved(set.legalForms),
    place: {
      ...resolved(set.place),
      old: old === undefined ? null : { ...resolved(old), recentWards: resolved(old.recentWards) },
    },
    sectors: resolved(set.sectors),
    size: resolved(set.size),
    cleanerProduction: cleanerProduction === undefined ? null : resolved(cleanerProduction),
    clusterInvestor: clusterInvestor === undefined ? null : resolved(clusterInvestor),
    priorities: set.priorities.map(resolved),
    priorityOrder: set.priorityOrder.map(resolved),
  };
  const row = {
    id: set.id,
    valid_from: set.from,
    valid_until: set.until ?? null,
    document_code: set.document,
    rules,
  };
  await upsert(client, 'law.eligibility_set', ['id'], [row]);
}
