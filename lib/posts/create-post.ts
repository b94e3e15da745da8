import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { chooseSlug, isFree, suggestSlug } from '#lib/posts/choose-slug.ts'
import { essayText, lineOfText } from '#lib/posts/essay-text.ts'
import { slugField } from '#lib/posts/slug-field.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import { revisionWorks, settleWorks, writeRevisionWorks } from '#lib/works/revision-works.ts'

export const createPostInput = z.strictObject({
  title: lineOfText(200, 'Please give it a title.').refine((title) => title !== '', { error: 'Please give it a title.' }),
  standfirst: lineOfText(500, '').default(''),
  body: essayText,
  /** Empty: made from the title. */
  slug: z.union([z.literal(''), slugField]).default(''),
  tags: z.array(z.strictObject({ slug: slugField, name: lineOfText(60, 'A tag needs a name.') })).max(20).default([]),
  contentNotes: z
    .array(z.strictObject({ topic: lineOfText(80, 'Please name the topic.'), degree: z.enum(['mentioned', 'discussed', 'depicted']) }))
    .nullable()
    .default(null),
  works: revisionWorks.default([]),
})

type Input = z.output<typeof createPostInput>

/** An author begins a post: a draft with its first revision. Nobody else sees it before it is published. */
export const createPost = command({
  name: 'create-post',
  input: createPostInput,
  least: 'author',
  async load(tx: Transaction, input: Input) {
    if (input.slug === '') return { slug: await chooseSlug(tx, suggestSlug(input.title)) }
    if (await isFree(tx, input.slug)) return { slug: input.slug }
    return refuseField('slug', `This address is taken. ${await chooseSlug(tx, input.slug)} is free.`)
  },
  permit: () => null,
  async perform({ tx, viewer, input, subject, now }) {
    const authorId = viewer.id
    if (!authorId) return refuse('signed-out', 'Please sign in first.')
    const post = await tx.post.create({
      data: { slug: subject.slug, createdAt: now, updatedAt: now, authorships: { create: { personId: authorId } } },
      select: { id: true, slug: true },
    })
    const { title, standfirst, body, contentNotes } = input
    const revision = await tx.postRevision.create({
      data: { ...body, postId: post.id, title, standfirst, ...answered(contentNotes), reason: 'saved', editorId: authorId, createdAt: now },
      select: { id: true },
    })
    const works = await settleWorks(tx, input.works)
    if (!works.ok) return works
    await writeRevisionWorks(tx, revision.id, works.value)
    await tx.post.update({ where: { id: post.id }, data: { draftRevisionId: revision.id }, select: { id: true } })
    await tagPost(tx, post.id, input.tags)
    return done(post, { type: 'post', id: post.id })
  },
})

/** An empty list says that there is nothing to name. */
function answered(notes: Input['contentNotes']) {
  if (!notes) return { contentAnswer: 'unsaid' as const }
  return notes.length > 0 ? { contentAnswer: 'notes' as const, contentNotes: notes } : { contentAnswer: 'none' as const }
}

async function tagPost(tx: Transaction, postId: string, tags: Input['tags']) {
  for (const [position, tag] of tags.entries()) {
    const { id } = await tx.tag.upsert({ where: { slug: tag.slug }, create: tag, update: {}, select: { id: true } })
    await tx.postTag.create({ data: { postId, tagId: id, position } })
  }
}
