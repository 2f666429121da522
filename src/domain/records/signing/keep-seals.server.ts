import { X509Certificate } from 'node:crypto';
import { isId, newId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '../event.store.server.ts';
import { openPkcs12 } from './pkcs12.server.ts';
import { lockKey } from './seal-box.server.ts';
import { mayKeepSeals } from './seal.policy.ts';
import { withdraw } from './signing.store.server.ts';
import { namesIn } from './verify-pdf.server.ts';

/**
 * Takes a unit's key out of a PKCS#12 file and keeps it locked; file and password are kept nowhere. Refuses what
 * `openPkcs12` refuses, `seal_is_over`, `seal_unit_is_unknown`.
 */
export async function addSeal(
  cx: Context,
  secret: string,
  input: { readonly unitId: string; readonly file: Uint8Array; readonly password: string },
): Promise<Result<{ readonly id: string }>> {
  if (!mayKeepSeals(cx.actor)) return refuse('not_permitted');
  const opened = openPkcs12(input.file, input.password);
  if (!opened.ok) return opened;
  const { key, chain } = opened.value;
  const own = chain[0]!;
  if (own.validToDate <= cx.now)
    return refuse('seal_is_over', { until: own.validToDate.toISOString().slice(0, 10) }, 'file');
  const id = newId(cx.now.getTime());
  const name = namesIn(own.subject)['CN'] ?? own.subject;
  return transact(cx, async (tx) => {
    const unit = await tx
      .selectFrom('people.unit')
      .select('id')
      .where('province', '=', cx.province)
      .where('id', '=', isId(input.unitId) ? input.unitId : id)
      .executeTakeFirst();
    if (!unit) return refuse('seal_unit_is_unknown', {}, 'unitId');
    await tx
      .insertInto('records.unit_seal')
      .values({
        province: cx.province,
        id,
        unit_id: unit.id,
        name,
        certificates: chain.map((one) => one.raw),
        locked_key: lockKey(key, secret, { province: cx.province, id }),
        valid_from: own.validFromDate,
        valid_until: own.validToDate,
        added_by: cx.actor.accountId,
        added_at: cx.now,
      })
      .execute();
    const after = { name, unit: unit.id, serial: own.serialNumber, until: own.validToDate };
    await recordEvent(tx, cx, { kind: 'seal.added', subject: { kind: 'seal', id }, after });
    return ok({ id });
  });
}

/** Trusts an authority: a certificate as DER or PEM. Refuses `root_is_no_certificate`, `root_is_no_authority`. */
export async function addTrustRoot(cx: Context, file: Uint8Array): Promise<Result<{ readonly id: string }>> {
  if (!mayKeepSeals(cx.actor)) return refuse('not_permitted');
  const certificate = certificateIn(file);
  if (certificate === null) return refuse('root_is_no_certificate', {}, 'root');
  if (!certificate.ca) return refuse('root_is_no_authority', {}, 'root');
  const id = newId(cx.now.getTime());
  const name = namesIn(certificate.subject)['CN'] ?? certificate.subject;
  return transact(cx, async (tx) => {
    await tx
      .insertInto('records.trust_root')
      .values({
        province: cx.province,
        id,
        name,
        certificate: certificate.raw,
        valid_until: certificate.validToDate,
        added_by: cx.actor.accountId,
        added_at: cx.now,
      })
      .execute();
    const after = { name, fingerprint: certificate.fingerprint256 };
    await recordEvent(tx, cx, { kind: 'trust_root.added', subject: { kind: 'trust_root', id }, after });
    return ok({ id });
  });
}

function certificateIn(file: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(file);
  } catch {
    return null;
  }
}

/** Takes a seal or an authority out of use; what was signed stays signed. */
export async function withdrawKept(
  cx: Context,
  what: 'seal' | 'trust_root',
  id: string,
): Promise<Result<void>> {
  if (!mayKeepSeals(cx.actor)) return refuse('not_permitted');
  return transact(cx, async (tx) => {
    if (
      !isId(id) ||
      !(await withdraw(tx, cx, what === 'seal' ? 'records.unit_seal' : 'records.trust_root', id))
    )
      return refuse('seal_not_found');
    await recordEvent(tx, cx, { kind: `${what}.withdrawn`, subject: { kind: what, id } });
    return ok(undefined);
  });
}
