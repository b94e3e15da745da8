import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { lockImport } from '../import-authors.ts'

/** As many as one transaction writes well within its time, on a slow and busy machine too. */
export const listedBatch = 500

/**
 * Remembers of a blog that is imported where its pictures lie, so that they can be taken over later, by whoever runs this site and without the export. What an
 * earlier export named stays known.
 */
export const noteSite = command({
  name: 'note-site',
  input: z.strictObject({
    siteKey: z.string().min(1), title: z.string(), blogUrl: z.string(), hosts: z.array(z.string()),
    /** Files that the export names, by address. */
    listed: z.array(z.string()).max(listedBatch),
  }),
  least: 'operator',
  load: (tx, { siteKey }) => lockImport(tx, siteKey),
  permit: () => null,
  async perform({ tx, input: { siteKey: key, title, blogUrl, hosts, listed }, now }) {
    const known = await tx.importSite.findUnique({ where: { key }, select: { hosts: true } })
    const all = [...new Set([...(known?.hosts ?? []), ...hosts])].sort()
    await tx.importSite.upsert({
      where: { key }, create: { key, title, blogUrl, hosts: all, importedAt: now }, update: { title, blogUrl, hosts: all, importedAt: now }, select: { key: true },
    })
    await tx.importPicture.createMany({ data: listed.map((address) => ({ address, listed: true })), skipDuplicates: true })
    await tx.importPicture.updateMany({ where: { address: { in: listed }, listed: false }, data: { listed: true } })
    return done(null)
  },
})
