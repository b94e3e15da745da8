/** What every answer carries, of whatever class; the policy apart, which differs. */
const steady: [name: string, value: RegExp][] = [
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^(strict-origin-when-cross-origin|same-origin)$/],
  ['x-request-id', /^[\w-]{12}$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['permissions-policy', /camera=\(\).*microphone=\(\)/],
]

const neverThere = ['x-powered-by', 'server', 'access-control-allow-origin']

/** What is wrong with the headers of an answer; nothing, where it is safe. @param document whether it is a page that runs our own module alone */
export function unsafeHeaders(headers: Headers, document = false): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const parts = [`default-src 'none'; script-src ${document ? `'self'; ` : `'nonce-`}`, `base-uri 'none'; object-src 'none'; frame-ancestors 'none'`]
  return [
    ...steady.filter(([name, value]) => !value.test(headers.get(name) ?? '')).map(([name]) => `${name}: ${headers.get(name)}`),
    ...neverThere.filter((name) => headers.has(name)),
    ...parts.filter((part) => !policy.includes(part)).map((part) => `no ${part} in ${policy}`),
    ...(policy.includes('unsafe') ? [policy] : []),
  ]
}

/** What a stack of the framework or of ours looks like, in an answer that nobody should read it in. */
export const stack = /\bat (async )?[\w.<>]+ \(|node_modules|\.next\/|\.tsx?:\d+|PrismaClient|published_post/
