import { brotliCompressSync, gzipSync } from 'node:zlib'

/** What the default theme of WordPress sends for one comment without its text, in bytes; see docs/decisions/0021. */
export const bytesOfWordPress = 1_372

/** What the design promises: so many times what WordPress sends for the same comment. */
export const promisedWeight = 1.5

/** In bytes. `each` is a comment of the thread with all that is said about it elsewhere in the page, `wordpress` the same one there. */
export type ThreadWeight = { comments: number; page: number; gzip: number; brotli: number; module: number; each: number; wordpress: number }

/** Weighs a long thread as somebody without an account is sent it. @param text how long the HTML of one of its comments is, in bytes */
export async function weighThread(address: string, text: number): Promise<ThreadWeight> {
  const page = await read(address)
  const module = await read(new URL(/<script type="module" src="([^"]+)"/.exec(page)?.[1] ?? '', address).href)
  const comments = page.match(/<article [^>]*id="comment-/g)?.length ?? 0
  const talk = page.slice(page.indexOf('<section class="conversation'), page.indexOf('<section class="reply-form'))
  const data = /"comment":(\[.*\])\}<\/script>/.exec(page)?.[1] ?? ''
  return {
    comments,
    page: Buffer.byteLength(page),
    gzip: gzipSync(page).length,
    brotli: brotliCompressSync(page).length,
    module: gzipSync(module, { level: 9 }).length,
    each: (Buffer.byteLength(talk) + Buffer.byteLength(data)) / comments,
    wordpress: bytesOfWordPress + text,
  }
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  return answer.text()
}
