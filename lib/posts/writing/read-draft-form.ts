import { reader } from '#lib/database.ts'
import type { DraftForm } from '#lib/posts/writing/draft-text.ts'

/**
 * How the text of a post is written and shown, asked before a saving is prepared: it never changes. Says nothing of the post, so whoever asks
 * learns nothing; whether there is one is for the command to find out.
 */
export async function readDraftForm(postId: string): Promise<DraftForm> {
  const post = await reader().post.findUnique({ where: { id: postId }, select: { importKey: true, draftRevision: { select: { format: true } } } })
  return { format: post?.draftRevision?.format ?? 'markdown', imported: (post?.importKey ?? null) !== null }
}
