import { beforeAll, expect, test } from 'vitest'
import { readRecentReplies } from '#lib/posts/read-recent-replies.ts'
import { decideNow, essayBy, makeCast, person, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const long = (word: string) => `${word} is a thought that is long enough to stand by itself in a margin, and no longer than it must be.`

test('the margin quotes one reply a conversation and one a person, and nothing by the author, short, held or hidden', async () => {
  const [gus, hal] = [await person('gus', 'reader'), await person('hal', 'reader')]
  const [one, two, three] = [await essayBy(cast.ada), await essayBy(cast.ada), await essayBy(cast.ada)]
  const older = await replyBy(cast.rae, one.slug, '', long('Older'))
  const newer = await replyBy(gus, one.slug, '', long('Newer'))
  const samePerson = await replyBy(gus, two.slug, '', long('Again'))
  const short = await replyBy(cast.rae, two.slug, '', 'Quite.')
  const hidden = await replyBy(hal, three.slug, '', long('Hidden'))
  await replyBy(cast.nia, three.slug, '', long('Held'))
  const byAuthor = await replyBy(cast.ada, three.slug, '', long('My own'))
  for (const id of [older, samePerson, newer, short, hidden, byAuthor]) await decideNow(cast.mo, id, 'approve')
  await decideNow(cast.mo, hidden, 'hide')

  const quoted = await readRecentReplies(20)
  const ofThese = quoted.filter(({ post }) => [one.slug, two.slug, three.slug].includes(post.slug))
  expect(ofThese.map(({ id }) => id)).toEqual([newer])
})
