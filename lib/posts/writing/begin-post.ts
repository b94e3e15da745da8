import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { lineOfText } from '#lib/posts/essay-text.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { longestTitle } from '#lib/posts/writing/draft-input.ts'
import { draftOfNothing } from '#lib/posts/writing/draft-text.ts'
import { done, refuse } from '#lib/refusal.ts'
import { site } from '#lib/site.ts'

/**
 * An author begins a post: an empty draft that nobody else sees. One that they have begun and never written in is taken up again, so that
 * a button pressed twice leaves no empty pages behind.
 */
export const beginPost = command({
  name: 'begin-post',
  input: z.strictObject({ title: lineOfText(longestTitle, 'A title is a line of text.').default('') }),
  least: 'author',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { title }, now }) {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, viewer.id)
    const empty = title === '' ? await findEmpty(tx, viewer.id) : null
    if (empty) return done(empty, { type: 'post', id: empty.id })
    const post = await addPost(tx, viewer.id, title, now)
    return done(post, { type: 'post', id: post.id })
  },
})

function findEmpty(tx: Transaction, personId: string) {
  return tx.post.findFirst({
    where: {
      state: 'draft', kind: 'essay', draftVersion: 1, importKey: null, draftRevision: { title: '', standfirst: '', source: '', editorId: personId },
      authorships: { some: { personId }, every: { personId } },
    },
    select: { id: true },
  })
}

/** An empty draft of somebody. Its first text counts as saved by the page itself, so that what is written next goes on in it. */
export async function addPost(tx: Transaction, personId: string, title: string, now: Date): Promise<{ id: string }> {
  const { id } = await tx.post.create({
    data: { slug: randomUUID(), lang: site.lang, createdAt: now, updatedAt: now, authorships: { create: { personId } } },
    select: { id: true },
  })
  const revision = await tx.postRevision.create({
    data: { ...draftOfNothing, title, postId: id, reason: 'autosave', editorId: personId, createdAt: now },
    select: { id: true },
  })
  return tx.post.update({ where: { id }, data: { slug: id, draftRevisionId: revision.id }, select: { id: true } })
}
