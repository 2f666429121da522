import { acceptanceKinds } from './kinds/acceptance.ts';
import { appraisalKinds } from './kinds/appraisal.ts';
import { contractKinds } from './kinds/contract.ts';
import { paymentKinds } from './kinds/payment.ts';
import { requestKinds } from './kinds/request.ts';
import { settlementKinds } from './kinds/settlement.ts';
import type { PaperKind } from './paper-kind.ts';

/** Every kind of paper the programme issues; which of them are forms of law, and what they are called, is data. */
export const paperKinds: readonly PaperKind[] = [
  ...requestKinds,
  ...appraisalKinds,
  ...contractKinds,
  ...paymentKinds,
  ...acceptanceKinds,
  ...settlementKinds,
];

const byCode = new Map(paperKinds.map((kind) => [kind.code, kind]));

export const paperKind = (code: string): PaperKind | undefined => byCode.get(code);
