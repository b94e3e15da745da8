import type { NoticeRhythm } from '#database'

/** What mail is about, as people choose how it comes. */
export const topics = ['moderation', 'invitation', 'reply', 'mention', 'essay', 'thread', 'post'] as const
export type Topic = (typeof topics)[number]

/** Notices about what others published, the strongest first: somebody whom several concern is given that one alone. */
export const publishedKinds = ['reply', 'mention', 'thanks', 'essay', 'branch', 'thread', 'post'] as const
export type PublishedKind = (typeof publishedKinds)[number]

export function isPublishedKind(kind: string): kind is PublishedKind {
  return publishedKinds.some((each) => each === kind)
}

/** The topic of a kind of notice. */
export function topicOf(kind: string): Topic {
  if (kind === 'invitation') return kind
  if (!isPublishedKind(kind)) return 'moderation'
  if (kind === 'thanks') return 'reply'
  return kind === 'branch' ? 'thread' : kind
}

/** The kinds of notices of a topic, as a condition on `kind`. */
export function kindsOf(topic: Topic): { in: string[] } | { notIn: string[] } {
  if (topic === 'moderation') return { notIn: [...publishedKinds, 'invitation'] }
  if (topic === 'reply') return { in: ['reply', 'thanks'] }
  return { in: topic === 'thread' ? ['branch', 'thread'] : [topic] }
}

/** What was said in a day in one conversation of these kinds is one line on the site. */
export const gatheredKinds = ['essay', 'branch', 'thread'] as const

/** How mail comes to those who have chosen nothing. What is said to oneself comes at once, what goes on elsewhere now and then. */
export const usualRhythm: Record<Topic, NoticeRhythm> = { moderation: 'at_once', invitation: 'at_once', reply: 'at_once', mention: 'at_once', essay: 'hourly', thread: 'hourly', post: 'at_once' }

/** What mail is about, after "no more mail about". */
export const topicWords: Record<Topic, string> = {
  moderation: 'answers from the moderators',
  invitation: 'invitations to write an essay with others',
  reply: 'replies to your comments, and thanks for them',
  mention: 'comments that mention you',
  essay: 'comments under your essays',
  thread: 'conversations that you follow',
  post: 'essays by people you follow',
}
