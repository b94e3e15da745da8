import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'
import { mediaIn, readMediaUrl } from '#lib/media-name.ts'

/** In seconds. Addresses stay the same for so long, so that a browser loads an image once. */
const rhythm = 3600

/**
 * An unpublished text, for readers who were let in by a secret link or a password: its images load for an hour or two from now, for
 * whoever has these addresses. Print the result, never keep it.
 * @param html of our renderer
 */
export function withMediaPass(html: string, now: Date): string {
  return html.replace(/<img [^>]*>/g, (tag) => tag.replace(/\/media\/[\w-]+\.(?:webp|jpg)/g, (address) => passedUrl(address, now)))
}

/** The address of one image with such a pass; one that is none of ours stays as it is. */
export function passedUrl(url: string, now: Date): string {
  const name = nameIn(url)
  if (name === undefined) return url
  const until = (Math.floor(now.getTime() / 1000 / rhythm) + 2) * rhythm
  return `${url}?pass=${until.toString(36)}.${sign(name, until)}`
}

/** Whether a pass lets its bearer see an image now. */
export function isMediaPass(name: string, pass: string, now: Date): boolean {
  const [, digits = '', signature = ''] = /^([0-9a-z]{1,9})\.([\w-]{22})$/.exec(pass) ?? []
  const until = Number.parseInt(digits, 36)
  if (!(until * 1000 > now.getTime())) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(name, until)))
}

function nameIn(url: string): string | undefined {
  const [whole] = mediaIn(url)
  return whole === undefined ? undefined : readMediaUrl(whole)?.name
}

/** 132 bits of a signature that nothing else here is signed with. */
function sign(name: string, until: number): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`media\n${name}\n${until}`).digest('base64url').slice(0, 22)
}
