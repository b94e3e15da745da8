import type { Part } from '#lib/mail/write-letter.ts'
import { siteAddress } from '#lib/mail/write-letter.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { shorten } from '#lib/posts/shorten.ts'
import type { PublishedKind } from '#lib/notices/topics.ts'

/** What a mail says about something that was published. The subject holds no word of anybody. */
export type News = { subject: string; parts: Part[] }

/** What was published, and by whom. */
export type PublishedNotice = {
  commentId: string; by: string; text: string; title: string; slug: string; standfirst: string; authors: string[]
  /** What stands before any of it; empty for nothing. */
  notes: string
  /** Its reader wants such texts folded, and a mail cannot fold: it quotes nothing of them. */
  folded: boolean
}

/** Characters of a text that go into a mail; the rest is read on the site. */
const quoted = 400

/** One notice about something published as a piece of a mail. */
export function publishedNews(kind: PublishedKind, notice: PublishedNotice): News {
  if (kind === 'post') return postNews(notice)
  if (kind === 'thanks') return thanksNews(notice)
  const by = oneLine(notice.by)
  return { subject: subjects[kind], parts: [`${by} ${did[kind]} “${oneLine(notice.title)}”${notice.folded ? '.' : ':'}`, ...saidFirst(notice, notice.text), siteAddress(`/c/${notice.commentId}`)] }
}

const subjects = {
  reply: 'A reply to your comment',
  mention: 'You are mentioned in a comment',
  thanks: 'Thanks for your comment',
  essay: 'A new comment under your essay',
  branch: 'A new reply in a branch that you follow',
  thread: 'A new reply in a conversation that you follow',
}

const did = {
  reply: 'replied to your comment under',
  mention: 'mentions you in a comment under',
  essay: 'wrote a comment under your essay',
  branch: 'replied in a branch that you follow, under',
  thread: 'replied in the conversation that you follow, under',
}

/** What to know before reading, then what is quoted. */
function saidFirst({ notes, folded }: PublishedNotice, text: string): Part[] {
  return [...(notes === '' ? [] : [notes]), ...(folded || text === '' ? [] : [{ quote: shorten(text, quoted) }])]
}

function postNews(notice: PublishedNotice): News {
  const { authors, title, slug, standfirst } = notice
  const by = authors.map(oneLine).join(', ')
  return {
    subject: 'A new essay by somebody you follow',
    parts: [`${by === '' ? 'An author' : by} published “${oneLine(title)}”.`, ...saidFirst(notice, standfirst), siteAddress(postPath(slug))],
  }
}

/** It quotes the reader's own comment, which is theirs to know, and nothing of the essay. */
function thanksNews({ authors, title, text, commentId, slug }: PublishedNotice): News {
  const by = authors.map(oneLine).join(', ')
  return {
    subject: subjects.thanks,
    parts: [
      `${by === '' ? 'Its author' : by} thanks you in a note on “${oneLine(title)}”: this comment of yours led to it.`, { quote: shorten(text, quoted) },
      `The essay:\n${siteAddress(postPath(slug))}`, `Your comment:\n${siteAddress(`/c/${commentId}`)}`,
    ],
  }
}

/** Names and titles cannot begin a line of their own. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
