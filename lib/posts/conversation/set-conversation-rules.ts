import { z } from 'zod'
import { command } from '#lib/command.ts'
import { conversationRulesInput, rulesOf, rulesSeen, storedRules } from '#lib/posts/conversation/conversation-rules.ts'
import type { ConversationRules } from '#lib/posts/conversation/conversation-rules.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { sayRules } from '#lib/posts/conversation/say-rules.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** An author settles who may comment under an essay, how often, how long, and what they read before they do. */
export const setConversationRules = command({
  name: 'set-conversation-rules',
  input: conversationRulesInput.extend({ postId: z.uuid(), /** The rules that stood in the form when it was made, as {@link rulesSeen} says them; empty where nobody says. */ seen: z.string().max(20_000).default('') }),
  least: 'reader',
  async load(tx, { postId }) {
    await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`
    const post = await tx.post.findUnique({ where: { id: postId, deletedDraft: null }, select: { id: true, ...storedRules, authorships: { select: { personId: true } } } })
    return post ?? noSuchEssay
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { seen, mode, commenters, closeAfterDays, everySeconds, guidelines }, subject: post, now }) {
    const stand = rulesOf(post)
    const same = rulesSeen({ mode, commenters, closeAfterDays, everySeconds, guidelines: guidelines.source }) === rulesSeen(stand)
    if (seen !== '' && seen !== rulesSeen(stand) && !same) return refuseOlder(seen, stand)
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

/** What a form is told that was made before somebody else saved theirs: what stands now otherwise than it said. The next press is about that. */
export type RulesStanding = { seen: string; says: string[] }

function refuseOlder(seen: string, stand: ConversationRules): Refusal {
  const [before, now] = [listIn(seen), listIn(rulesSeen(stand))]
  const present: RulesStanding = { seen: rulesSeen(stand), says: sayRules(stand).filter((_, place) => now[place] !== before[place]) }
  return refuse('conflict', 'Somebody else settled this meanwhile. Nothing of it was overwritten, and what you chose is still here.', { present })
}

/** What a form carried along; nothing where it was not made here. */
function listIn(seen: string): unknown[] {
  try {
    const list: unknown = JSON.parse(seen)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}
