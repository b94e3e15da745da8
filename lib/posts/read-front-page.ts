import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readPostList } from '#lib/posts/read-post-list.ts'
import type { PostList } from '#lib/posts/read-post-list.ts'
import { readRecentReplies } from '#lib/posts/read-recent-replies.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'

export type FrontPage = PostList & { replies: QuotedReply[] }

/** The contents of the journal: essays, newest first, and on its first page what was said lately. Null when `before` names no essay. */
export async function readFrontPage(before: string | undefined, leaveOut: readonly Choosable[] = []): Promise<FrontPage | null> {
  const [list, replies] = await Promise.all([readPostList({}, before, leaveOut), before === undefined ? readRecentReplies(4, leaveOut) : []])
  return list && { ...list, replies }
}
