import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { env } from '#lib/env.ts'
import { sendWaitingMail, tellEverybody } from '../jobs/carry-out-jobs.ts'
import type { PostOffice } from '../mail/post-office.ts'
import type { Looks } from './ask.ts'
import type { HeardSite } from './hear-site.ts'
import type { Plot } from './plot.ts'

const stranger = { name: 'anonymous', as: 'anonymous' } as const

/** What code for the public can read at all: every view of the role, row by row. */
export async function readViews(looks: Looks): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'`)
    await client.query('BEGIN; SET LOCAL ROLE afterword_public')
    for (const { name } of rows) {
      const found = await client.query<{ all: string | null }>(`SELECT string_agg(to_jsonb(v)::text, chr(10)) AS all FROM ${name} v`)
      looks.look({ ...stranger, name: 'the role of the public pages' }, 'views', name, found.rows[0]?.all ?? '')
    }
  } finally {
    await client.end()
  }
}

/** Every mail as it left, letter for letter, read by whom it was sent to. */
export async function readMail(plot: Plot, looks: Looks, office: PostOffice): Promise<void> {
  await tellEverybody(new Date(Date.now() + 26 * 3_600_000))
  await sendWaitingMail(createTransport(office.url()))
  office.received.forEach((mail, place) => {
    const to = [mail.to].flat()[0]?.text ?? ''
    const as = plot.addresses.get(to) ?? 'anonymous'
    looks.look({ name: as, as }, 'mail', `to ${to}: ${mail.subject}`, `${office.raw[place]}\n${mail.text}\n${mail.html}`)
  })
}

/** Every file that was written since these tests began: what the framework keeps, what the server keeps, images. */
export function readFiles(looks: Looks, since: number): void {
  const root = path.join(import.meta.dirname, '..', '..')
  const files = [path.join(root, '.next'), path.join(root, '.cache'), path.join(root, 'public'), env().AFTERWORD_DATA].flatMap((folder) => filesIn(folder, since))
  for (const file of files) looks.look({ ...stranger, name: 'whoever reads the disk' }, 'files', path.relative(root, file), `${file}\n${readFileSync(file, 'latin1')}`)
}

function filesIn(folder: string, since: number): string[] {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder, { withFileTypes: true, recursive: true }) : []
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name)).filter((file) => statSync(file).mtimeMs >= since)
}

/** What the servers have written to their logs. Whoever reads them is trusted with neither texts nor addresses. */
export function readLogs(looks: Looks, sites: readonly HeardSite[]): void {
  for (const { url, said } of sites) looks.look({ name: 'whoever reads the logs', as: 'anonymous' }, 'logs', url, said())
}
