import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { proposeHandles } from '#lib/people/propose-handle.ts'
import { done } from '#lib/refusal.ts'
import { withoutAddress } from './names-to-show.ts'

const author = z.object({ login: z.string(), name: z.string(), email: z.string(), userId: z.string() })
type Author = z.output<typeof author>

/** As many as one transaction writes well within its time, on a slow and busy machine too. */
export const authorBatch = 100

/**
 * Some authors of an import become people who write and cannot sign in: no password, and an address that nobody has shown to
 * be theirs. Those of an earlier run stay as they are now.
 * @returns the id of each by login
 */
export const importAuthors = command({
  name: 'import-authors',
  input: z.strictObject({ siteKey: z.string().min(1), authors: z.array(author).max(authorBatch) }),
  least: 'operator',
  load: (tx, { siteKey }) => lockImport(tx, siteKey),
  permit: () => null,
  async perform({ tx, input: { siteKey, authors }, now }) {
    const ids: Record<string, string> = {}
    let added = 0
    for (const each of authors) {
      const importKey = `wxr:${siteKey}:author:${each.login}`
      const known = await tx.person.findUnique({ where: { importKey }, select: { id: true } })
      ids[each.login] = known?.id ?? (await addAuthor(tx, each, importKey, now))
      if (!known) added++
    }
    return done({ ids, added })
  },
})

/** One import of a site at a time: two that run at once add each thing once. */
export async function lockImport(tx: Transaction, siteKey: string): Promise<Record<never, never>> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`import ${siteKey}`}, 0))) AS locked`
  return {}
}

async function addAuthor(tx: Transaction, { login, name: given, email }: Author, importKey: string, now: Date): Promise<string> {
  const name = [...given].slice(0, 60).join('')
  const address = z.email().safeParse(email).success ? { email } : {}
  for (const handle of proposeHandles([withoutAddress(login), given], () => randomBytes(3).toString('hex'))) {
    const [person] = await tx.person.createManyAndReturn({
      data: [{ handle, skeleton: foldHandle(handle), name, role: 'author', importKey, createdAt: now, ...address }],
      skipDuplicates: true,
      select: { id: true },
    })
    if (person) return person.id
  }
  throw new Error('No free handle was found for an imported author')
}
