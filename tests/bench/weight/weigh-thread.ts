import { brotliCompressSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { buildApp } from '../../../scripts/build-app.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { serveSite } from '../../../scripts/serve-site.ts'

/** What the default theme of WordPress sends for one comment without its text, in bytes; see docs/decisions/0021. */
export const bytesOfWordPress = 1_372

/** What the design promises: so many times what WordPress sends for the same comment. */
export const promisedWeight = 1.5

/** In bytes. `each` is a comment of the thread with all that is said about it elsewhere in the page, `wordpress` the same one there. */
export type ThreadWeight = { comments: number; page: number; gzip: number; brotli: number; module: number; each: number; wordpress: number }

/** Serves a site from the build and weighs its longest thread as somebody without an account is sent it. @param data an empty folder */
export async function weighThread(databaseUrl: string, data: string): Promise<ThreadWeight> {
  const { slug, text } = await findLongest(databaseUrl)
  await buildApp()
  const port = await findFreePort()
  const environment = { DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' }
  const site = await serveSite({ host: '127.0.0.1', port, environment })
  try {
    const page = await read(`${site.url}/posts/${slug}`)
    const module = await read(site.url + (/<script type="module" src="([^"]+)"/.exec(page)?.[1] ?? ''))
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
  } finally {
    await site.stop()
  }
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  return answer.text()
}

async function findLongest(databaseUrl: string): Promise<{ slug: string; text: number }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ slug: string; text: number }>(`
      SELECT p.slug, avg(octet_length(c.html))::float AS text FROM published_comment c JOIN published_post p ON p.id = c.post_id
      GROUP BY p.slug ORDER BY count(*) DESC LIMIT 1`)
    if (!rows[0]) throw new Error('There is no thread to be weighed.')
    return rows[0]
  } finally {
    await client.end()
  }
}
