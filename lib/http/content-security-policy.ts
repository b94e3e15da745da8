/** What differs between the policies of two answers. */
export type PolicySettings = {
  /** Fresh for every answer, base64. */
  nonce: string
  /** The path asked for. */
  path: string
  /** The public origin of this site. */
  origin: string
  /** Origins that a sign-in form is sent on to. */
  formTargets: string[]
  /** React and the development server evaluate strings and add styles; the product does neither. */
  dev: boolean
}

/** No text of the public is shown there without a moderator's or the owner's own eyes, so nothing may call out. */
export const privateAreas = /^\/(moderation|account|admin|sign-in|sign-up|notifications|unsubscribe|write)(\/|$)/

/**
 * The Content-Security-Policy of one answer. Scripts run by nonce only and may load further ones; no inline style or
 * script without it. Pictures of imported essays may come from other places over https.
 */
export function contentSecurityPolicy({ nonce, path, origin, formTargets, dev }: PolicySettings): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
    dev ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    privateAreas.test(path) ? `img-src 'self' data:` : `img-src 'self' data: https:`,
    `font-src 'self'`,
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
    ...(origin.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
