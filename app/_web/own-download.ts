import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { noteTaken } from '#lib/people/security/note-taken.ts'
import { done, refuse } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { download } from './download.ts'

/** A file with what is one's own. Suspended people have the same right to it. */
export function ownDownload(file: { what: 'own-data' | 'own-texts'; name: string; type: string }, write: (viewer: SignedIn, now: Date) => AsyncIterable<string>) {
  return download({ least: 'anonymous', from: () => ({ path: '/account', name: 'Your account' }) }, async ({ viewer }) => {
    if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
    const tooMany = await takeLimit('own-data', viewer.id)
    if (tooMany) return tooMany
    const noted = await runCommand(noteTaken, viewer, { what: file.what })
    if (!noted.ok) return noted
    const now = new Date()
    return done({ fileName: `afterword-${viewer.handle}-${now.toISOString().slice(0, 10)}.${file.name}`, type: file.type, parts: write(viewer, now) })
  })
}
