import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Raised when a backup holds something that an older Afterword would not understand. */
export const backupFormat = 1

const file = z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: z.string().regex(/^[\da-f]{64}$/) })

/** What stands last in a backup: what is in it, so that a file that was cut off has none. */
export const manifestShape = z.object({
  format: z.int(),
  /** Of the Afterword that made it. */
  version: z.string(),
  /** The moment that it shows. */
  at: z.iso.datetime(),
  /** Of every migration that the database had, oldest first. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.record(z.string().regex(/^[a-z][a-z_]*$/), z.strictObject({ columns: z.array(z.string().regex(/^[a-z][a-z_]*$/)), rows: z.int().min(0) })),
  /** The last number that each sequence gave; null for none. */
  sequences: z.record(z.string(), z.string().nullable()),
  jobs: z.int().min(0),
  images: z.int().min(0),
  /** Images that were being deleted when their files were copied. */
  going: z.array(z.string()),
  /** Tells whether another secret is the one that signed the links of this site; see {@link fingerprint}. */
  secret: z.string(),
  files: z.array(file),
})

export type Manifest = z.output<typeof manifestShape>
export type BackupFile = z.output<typeof file>

/** The names of files in a backup. */
export const places = {
  manifest: 'manifest.json',
  jobs: 'jobs.json',
  secret: 'auth-secret',
  table: (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}`,
  image: (fileName: string) => `media/${fileName}`,
}

/** Which secret this is, without telling it. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(`afterword backup ${secret}`).digest('hex').slice(0, 16)
}
