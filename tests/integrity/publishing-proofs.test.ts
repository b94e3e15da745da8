import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#lib/integrity/verify.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { carryOut, essayBy, makeCast, person } from '../cast.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
afterAll(() => database.end())

/** Tables whose guards are asleep, as after a repair by hand. */
const guarded = ['post', 'post_revision', 'publication', 'redirect', 'authorship', 'author_invitation']

async function behindTheGuards(sql: string) {
  const asleep = (how: string) => guarded.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join('; ')
  await database.query(`BEGIN; ${asleep('DISABLE')}; ${sql}; ${asleep('ENABLE')}; COMMIT`)
}

const wrong = async () => Object.fromEntries((await verify()).filter(({ ok }) => !ok).map(({ name, detail }) => [name, detail]))

let essay: { id: string; slug: string }
let other: { id: string; slug: string }

beforeAll(async () => {
  const { ada } = await makeCast()
  const [ann, ben] = [await person('ann', 'author'), await person('ben', 'author')]
  essay = await essayBy(ada)
  other = await essayBy(ada)
  for (const { id, handle } of [ann, ben]) {
    await carryOut(inviteAuthor, ada, { postId: essay.id, handle })
    if (id === ann.id) await carryOut(agreeToWrite, ann, { postId: essay.id, personId: id })
  }
  const title = `Twice ${randomUUID()}`
  for (const [index, source] of ['The second text.', 'The third text.'].entries()) {
    await carryOut(saveDraft, ada, { postId: essay.id, version: index + 1, title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' })
    await carryOut(publishPost, ada, { postId: essay.id })
  }
  await carryOut(changeSlug, ada, { postId: other.id, slug: `again-${randomUUID()}` })
  await carryOut(movePost, ada, { postId: other.id, to: 'archived' })
  await carryOut(movePost, ada, { postId: other.id, to: 'unlisted' })
  const later = await carryOut(createPost, ada, { title: 'Later', body: 'A text.' })
  await carryOut(schedulePost, ada, { postId: later.id, day: '2031-12-24', time: '09:30', timeZone: 'UTC' })
})

test('all is well after what authors do', async () => {
  expect(await wrong()).toEqual({})
})

const damages: [string, string, () => { harm: string; mend: string }][] = [
  ['texts before readers', 'are not noted as what readers see', () => ({
    harm: `UPDATE publication SET until_at = now() WHERE post_id = '${essay.id}' AND until_at IS NULL`,
    mend: `UPDATE publication SET until_at = NULL WHERE post_id = '${essay.id}' AND from_at = (SELECT max(from_at) FROM publication WHERE post_id = '${essay.id}')`,
  })],
  ['texts before readers', 'are not noted as what readers see', () => ({
    harm: `UPDATE post SET state = 'archived' WHERE id = '${essay.id}'`, mend: `UPDATE post SET state = 'published' WHERE id = '${essay.id}'`,
  })],
  ['one text at a time', 'stood there beside another', () => ({
    harm: `UPDATE publication SET until_at = until_at + interval '1 day' WHERE post_id = '${essay.id}' AND from_at = (SELECT min(from_at) FROM publication WHERE post_id = '${essay.id}')`,
    mend: `UPDATE publication SET until_at = until_at - interval '1 day' WHERE post_id = '${essay.id}' AND from_at = (SELECT min(from_at) FROM publication WHERE post_id = '${essay.id}')`,
  })],
  ['addresses of posts', 'are the present address of a post', () => ({
    harm: `UPDATE redirect SET from_path = '/posts/${essay.slug}' WHERE post_id = '${other.id}'`, mend: `UPDATE redirect SET from_path = '/posts/${other.slug}' WHERE post_id = '${other.id}'`,
  })],
  ['who agreed to write', 'do not say what the authors of the essay say', () => ({
    harm: `UPDATE author_invitation SET agreed_at = now() WHERE post_id = '${essay.id}' AND agreed_at IS NULL`,
    mend: `UPDATE author_invitation i SET agreed_at = NULL WHERE post_id = '${essay.id}' AND NOT EXISTS (SELECT FROM authorship a WHERE a.post_id = i.post_id AND a.person_id = i.person_id)`,
  })],
]

test.each(damages)('%s: %s', async (name, says, sql) => {
  const { harm, mend } = sql()
  await behindTheGuards(harm)
  const found = await wrong()
  expect(Object.keys(found)).toContain(name)
  expect(found[name]).toContain(says)
  await behindTheGuards(mend)
  expect(await wrong()).toEqual({})
})
