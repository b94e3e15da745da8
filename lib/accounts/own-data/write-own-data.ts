import { isPart, readAboutMe } from '#lib/accounts/own-data/read-about-me.ts'
import { readMyCases, readMyComments } from '#lib/accounts/own-data/read-my-texts.ts'
import { readAllOf } from '#lib/accounts/own-data/read-in-pieces.ts'
import { readMyImages } from '#lib/accounts/own-data/read-my-images.ts'
import { readMyPosts } from '#lib/accounts/own-data/read-my-posts.ts'
import { readMySavedTexts } from '#lib/accounts/own-data/read-my-saved-texts.ts'
import { readMyProposals } from '#lib/accounts/own-data/read-my-proposals.ts'
import type { SignedIn } from '#lib/viewer.ts'

/**
 * What is kept of somebody and may be told them, as JSON that a person can read: one line an entry within its part. It is read and
 * written in pieces while it is sent. Of others it names only whom they follow, mute or answer, as everybody can see them.
 */
export async function* writeOwnData(viewer: SignedIn, now: Date): AsyncIterable<string> {
  yield `{\n"what": ${JSON.stringify(what)},\n"madeAt": ${JSON.stringify(now)}`
  const about = await readAboutMe(viewer, now)
  for (const [name, value] of Object.entries(about)) yield isPart(value) ? `,\n"${name}": [${linesOf(value)}]` : `,\n"${name}": ${JSON.stringify(value, null, 2)}`
  for (const [name, entries] of Object.entries({ comments: readMyComments(viewer), appeals: readMyCases(viewer, now), essays: readMyPosts(viewer), savedTexts: readMySavedTexts(viewer), images: readMyImages(viewer), proposals: readMyProposals(viewer), acts: readAllOf(viewer, 'acts', now), notices: readAllOf(viewer, 'notices', now) })) {
    yield `,\n"${name}": [`
    let first = true
    for await (const entry of entries) {
      yield `${first ? '' : ','}\n${JSON.stringify(entry)}`
      first = false
    }
    yield first ? ']' : '\n]'
  }
  yield '\n}\n'
}

const what = 'What Afterword keeps of you and tells you: your account, what you wrote, read, follow and asked for, and what was decided about it. Not in this file: what moderators noted among themselves, what a check found in a text, and reports by others, because they would tell of others or of how the checks can be passed. Texts are Markdown, as you typed them. Times are universal time. Secrets (your password, sessions, tokens, links) are kept as digests only and are not in this file.'

function linesOf(entries: readonly unknown[]): string {
  return entries.length === 0 ? '' : `\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n`
}
