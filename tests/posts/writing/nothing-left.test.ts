import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import { rows } from '../../database/fenced-database.ts'
import { imageOf, storeInMemory } from '../../media/image-stories.ts'
import { film } from '../../moderation/proposals/films.ts'
import { readMyImages } from '#lib/accounts/own-data/read-my-images.ts'
import { readMyPosts } from '#lib/accounts/own-data/read-my-posts.ts'
import { readMySavedTexts } from '#lib/accounts/own-data/read-my-saved-texts.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { deleteUnused } from '#lib/media/collecting/delete-unused.ts'
import { readMediaUrl } from '#lib/media-name.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { emptyDeletedDrafts } from '#lib/posts/writing/deleted/empty-deleted-drafts.ts'
import { emptyDeleted } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { operator } from '#lib/viewer.ts'

// A draft in which everything that can hold a word holds one, and what the whole database still says of it once its time is over.

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const canary = `canary${randomUUID().replaceAll('-', '').slice(0, 14)}`
const later = (days: number) => new Date(Date.now() + days * 86_400_000)
const versionOf = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion

/** Every table in which a word still stands, this schema and that of the jobs. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await rows(`SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`)
  const found: string[] = []
  for (const { schema, name } of tables) {
    const [row] = await rows(`SELECT count(*)::int AS n FROM "${String(schema)}"."${String(name)}" t WHERE t::text ILIKE $1`, [`%${word}%`])
    if (Number(row?.n) > 0) found.push(String(name))
  }
  return found
}

async function everythingIn(pieces: AsyncIterable<object>): Promise<string> {
  const all: object[] = []
  for await (const piece of pieces) all.push(piece)
  return JSON.stringify(all)
}

test('thirty days after a draft was deleted no word of it stands anywhere, and of its images none once they are collected', async () => {
  const [ada, bea, cyd, store] = [cast.ada, await person('bea', 'author'), await person('cyd', 'author'), storeInMemory()]
  const { id } = await carryOut(beginPost, ada, { title: `Begun ${canary}` })
  await carryOut(inviteAuthor, ada, { postId: id, handle: bea.handle })
  await carryOut(agreeToWrite, bea, { postId: id, personId: bea.id })
  const url = await imageOf(ada, id, store)
  await writer().media.update({ where: { name: readMediaUrl(url)?.name ?? '' }, data: { alt: `Alt ${canary}`, caption: `Caption ${canary}`, credit: canary } })
  const written = async (source: string, reason: string) => ({
    postId: id, version: await versionOf(id), title: `Title ${canary}`, standfirst: `Stands first ${canary}`, source: `${source} ${canary}\n\n![Alt ${canary}](${url} "Caption ${canary}")`, reason,
    contentAnswer: 'notes', contentNotes: [{ topic: `Own ${canary}`, degree: 'depicted' }], works: [{ work: `/works/${(await film(cast.mo)).slug}`, role: 'review', rating: '4', scale: '5' }],
  })
  const older = await written('Aside', 'autosave')
  await carryOut(saveDraft, ada, await written('Saved', 'saved'))
  await carryOut(saveDraft, bea, await written('Of its own accord', 'autosave'))
  await carryOut(setDraftAside, ada, older)
  await carryOut(announcePost, ada, { postId: id, excerpt: `Excerpt ${canary}`, media: url, alt: `Alt ${canary}`, caption: canary, credit: canary })
  await carryOut(filePost, ada, { postId: id, canonicalUrl: `https://example.org/${canary}`, historyShown: 'yes', tags: `Tag ${canary}` })
  await carryOut(changeSlug, ada, { postId: id, slug: `at-${canary}` })
  await carryOut(setConversationRules, ada, { postId: id, mode: 'open', commenters: 'anyone', closeAfterDays: '', everySeconds: '0', guidelines: `Be kind to ${canary}.` })
  await carryOut(makeDraftLink, ada, { postId: id, days: '7' })
  await carryOut(inviteAuthor, bea, { postId: id, handle: cyd.handle })
  // What an import brings along with a draft.
  await writer().importCover.create({ data: { postId: id, address: `https://old.example/${canary}.jpg`, alt: `Alt ${canary}`, caption: canary } })
  await writer().redirect.create({ data: { fromPath: `/2012/05/${canary}`, postId: id, source: 'import', createdAt: new Date() } })
  expect(await tablesWith(canary)).toEqual(expect.arrayContaining(['post', 'post_revision', 'media', 'import_cover', 'redirect']))

  await carryOut(deleteDraft, ada, { postId: id, draftVersion: await versionOf(id) })
  await emptyDeleted(later(30.1))
  expect(await tablesWith(canary)).toEqual(['media'])
  expect(await reader().revisionWork.count({ where: { postRevision: { postId: id } } })).toBe(0)
  for (const who of [ada, bea, cyd]) {
    expect(`${await everythingIn(readMyPosts(who))} ${await everythingIn(readMySavedTexts(who))}`).not.toContain(canary)
  }
  expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations' && name !== 'files of images')).toEqual([])
  expect(await refusalOf(bringBackDraft, ada, { postId: id })).toMatchObject({ code: 'conflict' })

  await deleteUnused(store, later(62))
  expect(await tablesWith(canary)).toEqual([])
  expect(await everythingIn(readMyImages(ada))).not.toContain(canary)
  expect([...store.files.keys()].filter((name) => url.includes(name))).toEqual([])
}, 60_000)

test('a draft that was saved very often is emptied in parts, one after the other, and whoever is interrupted goes on', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Saved very often' })
  await rows(
    `INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason, words, headings)
     SELECT gen_random_uuid(), $1::uuid, 'Often', 'Words ' || n, '<p>Words</p>', 'Words', 1, 'saved', 1, '[]' FROM generate_series(1, 250) n`, [id])
  await carryOut(deleteDraft, cast.ada, { postId: id })
  const left = () => reader().postRevision.count({ where: { postId: id, title: { not: '' } } })
  await carryOut(emptyDeletedDrafts, operator, {}, later(31))
  expect(await left()).toBe(151)
  expect(await runCommand(bringBackDraft, cast.ada, { postId: id })).toMatchObject({ ok: false, code: 'conflict' })
  expect(await emptyDeleted(later(31))).toBe(0)
  expect(await left()).toBe(0)
})
