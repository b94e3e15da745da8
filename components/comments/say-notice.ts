import { isPublishedKind } from '#lib/notices/topics.ts'
import type { PublishedKind } from '#lib/notices/topics.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Notice } from '#lib/moderation/notices/read-notices.ts'
import { workPath } from '#lib/works/work-path.ts'

/** One sentence of what somebody is told, and where it leads. Names no moderator, and nothing that others wrote but what everybody can read. */
export function sayNotice(notice: Notice): { sentence: string; href: string | null } {
  const { kind, commentId, caseId, ownCase } = notice
  if (notice.asked) return { sentence: sayAsked(notice.asked), href: `/account/invitations/${notice.asked.postId}` }
  if (isPublishedKind(kind)) return sayPublished(kind, notice)
  if (notice.on === 'name') return { sentence: sayNamed(notice), href: '/account' }
  if (notice.proposal) return { sentence: sayProposed(notice, notice.proposal), href: notice.action === 'approve' && kind !== 'undone' && notice.proposal.slug ? workPath(notice.proposal.slug) : `/account/proposals/${notice.proposal.id}` }
  if (notice.sent) return { sentence: saySent(notice, notice.sent), href: ['approve', 'restore'].includes(notice.action) && kind !== 'undone' ? postPath(notice.sent.slug) : `/write/${notice.sent.postId}/send` }
  if (kind === 'report') return { sentence: sayReported(notice), href: null }
  if (kind === 'appeal') return { sentence: sayAppealed(notice), href: caseId && `/account/cases/${caseId}` }
  if (kind === 'second-look') return { sentence: saySecondLook(notice), href: caseId && `/moderation?item=${caseId}` }
  if (kind === 'message') return { sentence: sayMessage(notice), href: caseId && (ownCase && notice.excerpt ? `/account/cases/${caseId}` : `/moderation?item=${caseId}`) }
  const sentence = kind === 'undone' ? sayUndone(notice) : sayVerdict(notice)
  const href = commentId && notice.excerpt ? (notice.state === 'published' ? `/c/${commentId}` : `/account/comments/${commentId}`) : null
  return { sentence, href }
}

function sayAsked({ by, title }: NonNullable<Notice['asked']>): string {
  return `${by} asks whether you want to be an author of ${title === '' ? 'an essay' : `“${title}”`}.`
}

function sayPublished(kind: PublishedKind, { by, count, commentId, post }: Notice): { sentence: string; href: string | null } {
  if (kind === 'post') return { sentence: `${sayNames(by)} published an essay that you may want to read.`, href: post?.slug ? postPath(post.slug) : null }
  if (kind === 'thanks') return { sentence: `${sayNames(by)} thanked you in a note on the essay: your comment led to it.`, href: post?.slug ? postPath(post.slug) : null }
  return { sentence: `${sayNames(by)} ${count > 1 ? `wrote ${count} ${kind === 'essay' ? 'comments under your essay' : 'replies in a conversation that you follow'}.` : didOne[kind]}`, href: commentId && `/c/${commentId}` }
}

const didOne = {
  reply: 'replied to you.',
  mention: 'mentioned you.',
  essay: 'wrote a comment under your essay.',
  branch: 'replied in a branch that you follow.',
  thread: 'replied in a conversation that you follow.',
}

/** Three names at most; a day in a lively conversation has many. */
function sayNames(by: string[]): string {
  const shown = by.length > 3 ? [...by.slice(0, 2), 'others'] : by
  return shown.length > 0 ? new Intl.ListFormat('en-GB').format(shown) : 'Somebody'
}

/** Of the name that somebody wanted to go by, which stands below. */
function sayNamed({ kind, action }: Notice): string {
  if (kind === 'undone') return 'The last decision about your new name was taken back. It waits for a moderator again.'
  return action === 'approve' ? 'Your new name is approved. Everybody sees it from now on.' : 'Your new name was not approved. You go on under the one that you have.'
}

/** Of a proposal, by the title of its work. */
function sayProposed({ kind, action }: Notice, { title, state }: NonNullable<Notice['proposal']>): string {
  if (kind === 'undone') return `The last decision about your proposal for “${title}” was taken back.${state === 'held' ? ' It waits for a moderator again.' : ''}`
  if (action === 'approve') return `Your proposal for “${title}” is approved. It stands on the page now.`
  return action === 'return' ? `A moderator asks for a change in your proposal for “${title}”.` : `Your proposal for “${title}” was not approved.`
}

/** Of an essay that somebody sent to be published here. */
function saySent({ kind, action }: Notice, { title, state }: NonNullable<Notice['sent']>): string {
  if (kind === 'undone') return `The last decision about your essay “${title}” was taken back.${state === 'held' ? ' It waits for a moderator again.' : ''}`
  if (action === 'approve') return `Your essay “${title}” is published.`
  if (action === 'hide') return `Your essay “${title}” was taken down.`
  if (action === 'restore') return `Your essay “${title}” can be read again.`
  return action === 'return' ? `A moderator asks for a change in your essay “${title}”.` : `Your essay “${title}” was not published.`
}

function sayVerdict({ action, on, state }: Notice): string {
  const sentences = on === 'comment_edit' ? (state === 'hidden' ? ofHiddenEdits : ofEdits) : ofComments
  return sentences[action] ?? 'Something was decided about your comment.'
}

const ofComments: Record<string, string> = {
  approve: 'Your comment is published.',
  return: 'A moderator asks for a change in your comment.',
  reject: 'Your comment was not published.',
  hide: 'Your comment was taken down.',
  restore: 'Your comment stands again.',
  overturn: 'Your comment was read again, and it was decided otherwise.',
}

const ofEdits: Record<string, string> = {
  approve: 'Your edit is published.',
  return: 'A moderator asks for a change in your edit.',
  reject: 'Your edit was not published. Readers see the text as it was.',
}

/** The comment was taken down: readers see neither text. */
const ofHiddenEdits: Record<string, string> = {
  approve: 'Your edit was approved. The comment itself is taken down.',
  return: 'A moderator asks for a change in your edit. The comment itself is taken down.',
  reject: 'Your edit was not approved. The comment itself is taken down.',
}

/** A reporter and a writer are told alike that what had been said is so no more; a writer, what is so now. */
function sayUndone({ excerpt, state }: Notice): string {
  if (!excerpt) return 'The decision on what you reported was taken back.'
  const now = state && nowStanding[state]
  return `The last decision about your comment was taken back.${now ? ` ${now}` : ''}`
}

const nowStanding: Partial<Record<NonNullable<Notice['state']>, string>> = {
  held: 'It waits for a moderator again.',
  published: 'Everybody can read it.',
}

function sayReported({ action }: Notice): string {
  if (action === 'dismiss') return 'A moderator has read what you reported and found that it can stand. Thank you for looking out.'
  return 'What you reported was taken down. Thank you.'
}

function sayAppealed({ action }: Notice): string {
  return action === 'overturn' ? 'Somebody else has read your text again and decided otherwise: it was published.' : 'Somebody else has read your text again. The decision stands.'
}

function saySecondLook({ action }: Notice): string {
  return action === 'overturn' ? 'A second look turned the decision round.' : 'A second look came to the same decision.'
}

function sayMessage({ ownCase }: Notice): string {
  return ownCase ? 'There is an answer in your case.' : 'There is an answer in a case that you wrote in.'
}
