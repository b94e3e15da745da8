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
  /** A page without the framework: only the module that the server itself serves may run, and nothing that stands in the page. */
  document?: boolean
}

/** No text of the public is shown there without a moderator's or the owner's own eyes, so nothing may call out. */
export const privateAreas = /^\/(moderation|account|admin|sign-in|sign-up|notifications|unsubscribe|write|drafts|protected)(\/|$)/

/** An uploaded file, opened by itself, is a picture and nothing else, whatever a browser takes it for. */
const policyOfMedia = `default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/**
 * The Content-Security-Policy of one answer. Scripts run by nonce only and may load further ones; no inline style or
 * script without it. A document needs none: what it runs comes from this site, by its address. Pictures of imported essays may come from other places over https.
 */
export function contentSecurityPolicy({ nonce, path, origin, formTargets, dev, document = false }: PolicySettings): string {
  if (path.startsWith('/media/')) return policyOfMedia
  return [
    `default-src 'none'`,
    document ? `script-src 'self'` : `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
    document ? `style-src 'self'` : dev ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
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
