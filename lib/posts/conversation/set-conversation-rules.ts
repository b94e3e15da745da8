import { z } from 'zod'
import { command } from '#lib/command.ts'
import { conversationRulesInput } from '#lib/posts/conversation/conversation-rules.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { done } from '#lib/refusal.ts'

/** An author settles who may comment under an essay, how often, how long, and what they read before they do. */
export const setConversationRules = command({
  name: 'set-conversation-rules',
  input: conversationRulesInput.extend({ postId: z.uuid() }),
  least: 'reader',
  async load(tx, { postId }) {
    const post = await tx.post.findUnique({ where: { id: postId }, select: { id: true, authorships: { select: { personId: true } } } })
    return post ?? noSuchEssay
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { mode, commenters, closeAfterDays, everySeconds, guidelines }, subject: post, now }) {
    await tx.post.update({
      where: { id: post.id },
      data: {
        commentsMode: mode, commenters, commentsCloseAfterDays: closeAfterDays, commentsEverySeconds: everySeconds,
        commentGuidelines: guidelines.source, commentGuidelinesHtml: guidelines.html, version: { increment: 1 }, updatedAt: now,
      },
      select: { id: true },
    })
    return done(null, { type: 'post', id: post.id })
  },
})
