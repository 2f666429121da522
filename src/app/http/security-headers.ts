/**
 * Headers every answer carries; the content security policy comes with each page from Kit, because it
 * holds a nonce. `same-origin` and not `no-referrer`: the latter makes browsers send `Origin: null` with
 * forms, which are then refused.
 */
export function securityHeaders(origin: string): readonly (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
  ];
  if (origin.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=31536000']);
  return headers;
}
