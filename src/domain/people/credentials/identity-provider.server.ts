import { ok, refuse, type Result } from '#kernel';
import { IDENTITY_PROVIDER, type Auth } from './auth.server.ts';
import { ask, headersOf, type Cookies, type Visitor } from './visitor.server.ts';

/** A provider that accepts connections and says nothing must not hold our visitors either. */
const PATIENCE_MS = 8_000;

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the identity provider is silent')), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/**
 * Where to send the browser to sign in with the identity provider. Refused when none is set, or while
 * it does not answer; it is asked again at the next try.
 */
export async function providerSignIn(
  auth: Auth,
  visitor: Visitor,
  way: { readonly next: string; readonly onError: string },
): Promise<Result<Cookies & { readonly url: string }>> {
  if (auth.withProvider === undefined) return refuse('identity_provider_is_not_set');
  const better = auth.withProvider();
  try {
    const answer = await within(
      ask(() =>
        better.api.signInSocial({
          body: {
            provider: IDENTITY_PROVIDER,
            callbackURL: way.next,
            errorCallbackURL: way.onError,
            disableRedirect: true,
          },
          headers: headersOf(visitor),
          returnHeaders: true,
        }),
      ),
    );
    if (!answer.ok) return answer;
    const { url } = answer.value.response;
    return url ? ok({ url, cookies: answer.value.cookies }) : refuse('identity_provider_is_silent');
  } catch {
    return refuse('identity_provider_is_silent');
  }
}

/** Where to send someone signed in, to join the provider's identity to their account. */
export async function providerLink(
  auth: Auth,
  visitor: Visitor,
  way: { readonly next: string },
): Promise<Result<Cookies & { readonly url: string }>> {
  if (auth.withProvider === undefined) return refuse('identity_provider_is_not_set');
  const better = auth.withProvider();
  try {
    const answer = await within(
      ask(() =>
        better.api.linkSocialAccount({
          body: {
            provider: IDENTITY_PROVIDER,
            callbackURL: way.next,
            errorCallbackURL: `${way.next}?error=1`,
            disableRedirect: true,
          },
          headers: headersOf(visitor),
          returnHeaders: true,
        }),
      ),
    );
    if (!answer.ok) return answer;
    const { url } = answer.value.response;
    return url ? ok({ url, cookies: answer.value.cookies }) : refuse('identity_provider_is_silent');
  } catch {
    return refuse('identity_provider_is_silent');
  }
}

/** Whether an identity of the provider is joined to the person. */
export async function hasIdentity(auth: Auth, userId: string): Promise<boolean> {
  const { rowCount } = await auth.pool.query(
    `select 1 from auth.account where "userId" = $1 and "providerId" = $2`,
    [userId, IDENTITY_PROVIDER],
  );
  return rowCount !== 0;
}
