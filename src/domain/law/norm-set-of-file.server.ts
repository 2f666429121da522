import { localDate, type Rate } from '#kernel';
import type { NormSetFile } from './norm-set-file.server.ts';
import type { NormSet } from './norm.ts';
import { storedCitation } from './reference-file.server.ts';
import { exampleOf, limitOf, ruleOf, type StoredExample } from './stored-norm.ts';

/** A norm set's file as the computation takes it, without a database: for examples of a draft and tests. */
export function normSetOfFile(file: NormSetFile): NormSet {
  const { priorityFactor, document } = file;
  return {
    id: file.id,
    fund: file.fund,
    province: file.province ?? null,
    inForce: { from: localDate(file.from), until: file.until === undefined ? null : localDate(file.until) },
    document,
    priorityFactor:
      priorityFactor === undefined
        ? null
        : {
            factor: BigInt(priorityFactor.factor) as Rate,
            citation: storedCitation(priorityFactor, document)!,
          },
    vat: file.vat ?? null,
    verification: file.verification,
    sample: file.sample,
    norms: new Map(
      file.norms.map((norm) => [
        norm.content,
        {
          content: norm.content,
          unitOfCount: norm.unit,
          rule: ruleOf(norm.rule),
          areas: norm.areas ?? null,
          costs: norm.costs ?? null,
          limits: norm.limits.map(({ cite, ...limit }) =>
            limitOf({ ...limit, citation: storedCitation(cite, document) }),
          ),
          citation: storedCitation(norm.cite, document),
          verification: norm.verification,
          note: norm.note ?? null,
          examples: norm.examples.map((example) => exampleOf(example as StoredExample)),
        },
      ]),
    ),
  };
}
