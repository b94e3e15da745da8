import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

/**
 * The word in the address of a secret link. It is signed, so that nobody makes one who only knows an id, and it can be shown to the authors
 * again, although the database holds nothing that opens anything.
 */
export function draftLinkToken(linkId: string): string {
  const packed = linkId.replaceAll('-', '')
  return packed + signature(packed)
}

/** Which link such a word is; null when it is not one of ours. Whether the link still holds, the database says. */
export function readDraftLinkToken(token: string): string | null {
  const [, packed = '', signed = ''] = /^([\da-f]{32})([\w-]{43})$/.exec(token) ?? []
  const expected = Buffer.from(signature(packed))
  const given = Buffer.from(signed)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return packed.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The page that such a word opens. */
export function draftLinkPath(linkId: string): string {
  return `/drafts/${draftLinkToken(linkId)}`
}

function signature(packed: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`afterword.draft-link\n${packed}`).digest('base64url')
}
