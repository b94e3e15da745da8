import { readMyComments } from '#lib/accounts/own-data/read-my-texts.ts'
import { env } from '#lib/env.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** What somebody wrote under essays, as one Markdown text to be read or put elsewhere: the newest version of each, oldest comment first. */
export async function* writeOwnTexts(viewer: SignedIn, now: Date): AsyncIterable<string> {
  yield `# What ${viewer.name} wrote on Afterword\n\nTaken along on ${day.format(now)}.\n`
  for await (const { essay, place, state, sentAt, texts } of readMyComments(viewer)) {
    const newest = texts.at(-1)
    if (newest) yield `\n---\n\n## ${day.format(sentAt)}, under ${essay}\n\n${env().AFTERWORD_ORIGIN}${place} (${state})\n\n${newest.markdown}\n`
  }
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
