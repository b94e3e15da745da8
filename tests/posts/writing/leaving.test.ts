import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, person } from '../../cast.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { writeOwnData } from '#lib/accounts/own-data/write-own-data.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { readMediaUrl } from '#lib/media-name.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { imageOf, storeInMemory } from '../../media/image-stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const begun = async (author: SignedIn) => (await carryOut(beginPost, author, { title: `Begun by ${author.handle}` })).id
const save = (author: SignedIn, postId: string, version: number, source: string) =>
  carryOut(saveDraft, author, { postId, version, title: 'Own', standfirst: '', source, reason: 'saved' })
const sources = async (postId: string) => (await reader().postRevision.findMany({ where: { postId }, orderBy: { id: 'asc' }, select: { source: true } })).map(({ source }) => source)
const leave = (viewer: SignedIn) => carryOut(deleteAccount, viewer, { checkedHash: '', essays: 'stay' })

test('what only its author ever saw is emptied when they leave, and what readers saw stays', async () => {
  const eve = await person('eve', 'author')
  const [draft, essay] = [await begun(eve), await begun(eve)]
  await save(eve, draft, 1, 'Nobody ever read this.')
  await save(eve, essay, 1, 'Everybody read this.')
  await carryOut(publishPost, eve, { postId: essay })
  const { draftVersion } = await reader().post.findUniqueOrThrow({ where: { id: essay }, select: { draftVersion: true } })
  await save(eve, essay, draftVersion, 'Everybody read this. Not this.')
  await leave(eve)
  expect(await sources(draft)).toEqual(['', ''])
  expect(await sources(essay)).toEqual(['', 'Everybody read this.', ''])
  const left = await reader().post.findUniqueOrThrow({ where: { id: essay }, select: { state: true, draftRevisionId: true, publishedRevisionId: true } })
  expect(left.state).toBe('published')
  expect(left.draftRevisionId).toBe(left.publishedRevisionId)
})

test('however much somebody wrote, no statement empties more of it than its time allows, and all of it is emptied', async () => {
  const eve = await person('eve', 'author')
  const drafts = [await begun(eve), await begun(eve)]
  await writer().$executeRaw`
    INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason, created_at)
    SELECT gen_random_uuid(), post.id, 'Own', 'Words.', '<p>Words.</p>', 'Words.', 1, 'autosave', now() FROM unnest(${drafts}::uuid[]) AS post(id), generate_series(1, 230)`
  await writer().$executeRaw`
    CREATE FUNCTION no_more_than_a_hundred() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF (SELECT count(*) FROM emptied) > 100 THEN RAISE EXCEPTION 'a statement of % texts', (SELECT count(*) FROM emptied); END IF; RETURN NULL; END $$`
  await writer().$executeRaw`CREATE TRIGGER no_more_than_a_hundred AFTER UPDATE ON post_revision REFERENCING NEW TABLE AS emptied FOR EACH STATEMENT EXECUTE FUNCTION no_more_than_a_hundred()`
  await leave(eve)
  await writer().$executeRaw`DROP FUNCTION no_more_than_a_hundred CASCADE`
  expect(await reader().postRevision.count({ where: { postId: { in: drafts }, OR: [{ source: { not: '' } }, { title: { not: '' } }] } })).toBe(0)
})

test('what is written with somebody stays with them', async () => {
  const [eve, bea] = [await person('eve', 'author'), await person('bea', 'author')]
  const draft = await begun(eve)
  await writer().authorship.create({ data: { postId: draft, personId: bea.id, position: 1 } })
  await save(eve, draft, 1, 'Words of both.')
  await leave(eve)
  expect(await sources(draft)).toEqual(['', 'Words of both.'])
  expect((await save(bea, draft, 2, 'Words of both, and of one.')).version).toBe(3)
})

test('no text of somebody who is here is emptied by anybody', async () => {
  const draft = await begun(cast.ada)
  await save(cast.ada, draft, 1, 'Still hers.')
  await expect(writer().$executeRaw`
    UPDATE post_revision SET title = '', standfirst = '', source = '', html = '', text = '', words = 0, headings = '[]' WHERE post_id = ${draft}::uuid AND source <> ''`).rejects.toThrow()
  expect(await sources(draft)).toEqual(['', 'Still hers.'])
})

test('one’s own data holds every text that one saved, drafts and what was kept aside as well, and none of others', async () => {
  const [eve, bea] = [await person('eve', 'author'), await person('bea', 'author')]
  const draft = await begun(eve)
  await writer().authorship.create({ data: { postId: draft, personId: bea.id, position: 1 } })
  await save(eve, draft, 1, 'First words of Eve.')
  await save(eve, draft, 2, 'Second words of Eve.')
  await save(bea, draft, 3, 'Words of Bea.')
  await saveOrSetAside(eve, { postId: draft, version: 3, title: 'Own', standfirst: '', source: 'Late words of Eve.', reason: 'saved' })
  let file = ''
  for await (const part of writeOwnData(eve, new Date())) file += part
  const { savedTexts } = JSON.parse(file) as { savedTexts: { source: string; postId: string }[] }
  expect(savedTexts.map(({ source }) => source)).toEqual(['', 'First words of Eve.', 'Second words of Eve.', 'Late words of Eve.'])
  expect(new Set(savedTexts.map(({ postId }) => postId))).toEqual(new Set([draft]))
})

test('one’s own data lists the images that one uploaded, with their sizes, and none of others', async () => {
  const [eve, bea] = [await person('eve', 'author'), await person('bea', 'author')]
  const draft = await begun(eve)
  await writer().authorship.create({ data: { postId: draft, personId: bea.id, position: 1 } })
  const store = storeInMemory()
  const [own] = [await imageOf(eve, draft, store), await imageOf(bea, draft, store)]
  let file = ''
  for await (const part of writeOwnData(eve, new Date())) file += part
  const { images } = JSON.parse(file) as { images: { address: string; width: number; height: number; uploadedAt: string; postId: string }[] }
  const { width, height } = readMediaUrl(own) ?? { width: 0, height: 0 }
  expect(images).toEqual([expect.objectContaining({ address: own, width, height, postId: draft, uploadedAt: expect.stringMatching(/^20/) })])
})

test('that drafts of who has left say nothing any more is proved', async () => {
  const wrong = async () => (await verify()).find(({ name }) => name === 'drafts of who has left')?.ok
  const eve = await person('eve', 'author')
  const draft = await begun(eve)
  await save(eve, draft, 1, 'Nobody ever read this.')
  await leave(eve)
  expect(await wrong()).toBe(true)
  await writer().postRevision.create({ data: { postId: draft, title: '', source: 'Still here.', html: '', text: '', rendererVersion: 1, reason: 'saved' }, select: { id: true } })
  expect(await wrong()).toBe(false)
})
