import { reasonSentence } from '#lib/comments/reasons.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { siteAddress, writeLetter } from '#lib/mail/write-letter.ts'
import type { Part } from '#lib/mail/write-letter.ts'
import type { ToldNotice } from '#lib/moderation/notices/is-still-so.ts'
import type { ToSay } from '#lib/moderation/notices/look-again.ts'
import { slugOfProposal, titleOfProposal } from '#lib/moderation/proposals/title-of-proposal.ts'
import { askedOf } from '#lib/notices/asked.ts'
import { listHeaders, waysToHaveLess } from '#lib/notices/have-less-mail.ts'
import { publishedNews } from '#lib/notices/published-news.ts'
import type { News } from '#lib/notices/published-news.ts'
import { isPublishedKind } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { knownOf, unknownTitle } from '#lib/posts/known-text.ts'
import { workPath } from '#lib/works/work-path.ts'

/** One mail about everything that somebody is told at once. */
export function noticeLetter(person: { id: string; email: string }, said: ToSay): Letter {
  const { topics, postId } = said
  const news = said.news.map((notice) => newsOf(notice, person.id, said.now))
  const less = { personId: person.id, topics, postId }
  return writeLetter({
    to: person.email,
    subject: news.length === 1 && news[0] ? news[0].subject : sayMany(said),
    parts: [...separated(news), ...sayMore(said), ...(topics.includes('moderation') ? [ownTexts()] : []), ...(said.news.some(isRefusal) ? [guidelines()] : [])],
    foot: waysToHaveLess(less),
    headers: listHeaders(less),
  })
}

function sayMany({ count, more, topics, postId }: ToSay): string {
  const [topic] = topics
  const many = more ? `More than ${count}` : `${count}`
  if (topics.length !== 1 || !topic) return `${many} notices from Afterword`
  const words: Record<Topic, string> = {
    moderation: `${many} answers from the moderators of Afterword`,
    invitation: `${many} invitations to write an essay`,
    reply: `${many} replies to your comments`,
    mention: `You are mentioned in ${more ? 'more than ' : ''}${count} comments`,
    essay: `${many} new comments under ${postId === null ? 'your essays' : 'your essay'}`,
    thread: `${many} new replies in ${postId === null ? 'conversations' : 'a conversation'} that you follow`,
    post: `${many} new essays by people you follow`,
  }
  return words[topic]
}

function separated(news: readonly News[]): Part[] {
  return news.flatMap(({ parts }, index): Part[] => (index === 0 ? parts : ['pause', ...parts]))
}

function sayMore({ count, more, news }: ToSay): string[] {
  const rest = count - news.length
  if (rest === 0 && !more) return []
  const many = `${more ? 'more than ' : ''}${rest.toLocaleString('en-GB')}`
  return [`And ${many} more on the site:\n${siteAddress('/notifications')}`]
}

/** Something of one's own was sent back, not published, or taken down: where it is said what is welcome. */
function isRefusal({ kind, decision }: ToldNotice): boolean {
  return kind === 'verdict' && ['return', 'reject', 'hide'].includes(decision?.action ?? '')
}

function guidelines(): string {
  return `How this conversation is kept:\n${siteAddress('/guidelines')}`
}

function ownTexts(): string {
  return `All of your texts, and how they stand:\n${siteAddress('/account/comments')}`
}

function newsOf(notice: ToldNotice, personId: string, now: Date): News {
  if (notice.kind === 'invitation') return invitationNews(notice, personId)
  if (isPublishedKind(notice.kind)) return publishedNews(notice.kind, shapePublished(notice))
  const name = notice.decision?.reviewItem.chosenName?.name
  if (name !== undefined) return nameNews(notice, name)
  const proposal = notice.decision?.reviewItem.proposal
  if (proposal) return proposalNews(notice, proposal)
  const guestPost = notice.decision?.reviewItem.guestPost
  if (guestPost) return guestPostNews(notice, guestPost)
  const essay = titleOf(notice, now)
  if (notice.kind === 'report') return reportNews(notice, essay)
  if (notice.kind === 'undone') return undoneNews(notice, essay, personId)
  if (notice.kind === 'message') return messageNews(notice, essay, personId)
  if (notice.kind === 'appeal') return appealNews(notice, essay)
  if (notice.kind === 'second-look') return secondLookNews(notice, essay)
  return notice.decision?.reviewItem.kind === 'comment_edit' ? editNews(notice, essay) : verdictNews(notice, essay)
}

function invitationNews({ post }: ToldNotice, personId: string): News {
  const { by, title } = askedOf(post, personId)
  const what = title === '' ? 'an essay' : `“${title}”`
  return {
    subject: 'You are asked to write an essay together',
    parts: [`${by} asks whether you want to be an author of ${what}. Nothing of it bears your name unless you agree.`, `You can read it, and agree or say no:\n${siteAddress(`/account/invitations/${post?.id ?? ''}`)}`],
  }
}

function shapePublished({ comment, post, person }: ToldNotice) {
  const notes = readContentNotes(post?.publishedRevision ?? { contentAnswer: 'unsaid', contentNotes: null })
  return {
    commentId: comment?.id ?? '',
    by: comment?.author?.name ?? comment?.guest?.name ?? 'Somebody',
    text: comment?.approvedRevision?.text ?? '',
    title: post?.publishedRevision?.title ?? '',
    slug: post?.slug ?? '',
    standfirst: post?.publishedRevision?.standfirst ?? '',
    authors: post?.authorships.map(({ person }) => person.name) ?? [],
    notes: sayContentNotes(notes),
    folded: choosableOf(notes).some((each) => person.readingChoices.some(({ topic }) => topic === each)),
  }
}

/** The name itself stands in the text and not in the subject, like all words of people. */
function nameNews(notice: ToldNotice, name: string): News {
  const account = siteAddress('/account')
  if (notice.kind === 'undone') {
    return { subject: 'A decision about your name was taken back', parts: [`What we wrote to you about the name “${name}” is not so any more: the decision was taken back. It waits for a moderator again.`, account] }
  }
  if (notice.decision?.action === 'approve') return { subject: 'Your new name is approved', parts: [`Everybody sees you as “${name}” from now on, beside everything that you wrote here.`] }
  return {
    subject: 'Your new name was not approved',
    parts: [`You asked to be called “${name}” here. A moderator has read it, and it was not approved.`, ...reasonOf(notice), `You go on under the name that you have. You can choose another one:\n${account}`],
  }
}

/** What was proposed may give a story away, so it is not said again. */
function proposalNews(notice: ToldNotice, proposal: NonNullable<NonNullable<ToldNotice['decision']>['reviewItem']['proposal']>): News {
  const [title, slug] = [titleOfProposal(proposal), slugOfProposal(proposal)]
  const place = siteAddress(`/account/proposals/${proposal.id}`)
  if (notice.kind === 'undone') {
    const now = proposal.state === 'held' ? 'It waits for a moderator again.' : 'How it stands now is said with your proposals.'
    return { subject: 'A decision about your proposal was taken back', parts: [`What we wrote to you about your proposal for “${title}” is not so any more: the decision was taken back. ${now}`, place] }
  }
  if (notice.decision?.action === 'approve') {
    return { subject: 'Your proposal is approved', parts: [`What you proposed for “${title}” stands on its page now. Thank you.`, slug === null ? place : siteAddress(workPath(slug))] }
  }
  if (notice.decision?.action === 'return') {
    return {
      subject: 'Please change something in your proposal',
      parts: [`A moderator read your proposal for “${title}” and asks you to change it first.`, ...askedFor(notice), `You can change it here and send it again:\n${place}`],
    }
  }
  return { subject: 'Your proposal was not approved', parts: [`A moderator read your proposal for “${title}”, and it was not approved.`, ...reasonOf(notice), `It is kept with your proposals, and you can make another one:\n${place}`] }
}

/** Of an essay that somebody sent to be published here. */
function guestPostNews(notice: ToldNotice, { postId, state, currentRevision: { title }, post: { slug } }: NonNullable<NonNullable<ToldNotice['decision']>['reviewItem']['guestPost']>): News {
  const place = siteAddress(`/write/${postId}/send`)
  if (notice.kind === 'undone') {
    return { subject: 'A decision about your essay was taken back', parts: [`What we wrote to you about your essay “${title}” is not so any more: the decision was taken back.${state === 'held' ? ' It waits for a moderator again.' : ''}`, place] }
  }
  if (notice.decision?.action === 'approve') return { subject: 'Your essay is published', parts: [`Your essay “${title}” is published, with your name. Thank you.`, siteAddress(`/posts/${slug}`)] }
  if (notice.decision?.action === 'return') {
    return { subject: 'Please change a passage of your essay', parts: [`A moderator read your essay “${title}” and asks you to change it first.`, ...askedFor(notice), `You can go on writing, and send it again:\n${place}`] }
  }
  if (notice.decision?.action === 'hide') return { subject: 'Your essay was taken down', parts: [`Your essay “${title}” was taken down.`, ...reasonOf(notice), `Your text is kept:\n${place}`] }
  if (notice.decision?.action === 'restore') return { subject: 'Your essay can be read again', parts: [`Your essay “${title}” can be read again.`, siteAddress(`/posts/${slug}`)] }
  return { subject: 'Your essay was not published', parts: [`A moderator read your essay “${title}”, and it was not published.`, ...reasonOf(notice), `It is kept as your draft:\n${place}`] }
}

function verdictNews(notice: ToldNotice, essay: string): News {
  const { action = '', toState } = notice.decision ?? {}
  if (action === 'return') {
    return {
      subject: 'Please change a passage of your reply',
      parts: [`A moderator read your reply under ${essay} and asks you to change it before it is published.`, ...askedFor(notice), `You can change it here; it keeps its place in the conversation:\n${placeOf(notice)}`],
    }
  }
  if (toState === 'published') return standsNews(notice, essay)
  if (toState === 'hidden') {
    return {
      subject: 'Your reply was taken down',
      parts: [`Your reply under ${essay} was taken down.`, ...reasonOf(notice), keptWords],
    }
  }
  return {
    subject: 'Your reply was not published',
    parts: [`Your reply under ${essay} was not published.`, ...reasonOf(notice), keptWords],
  }
}

const keptWords = 'Your text is kept. If you think that this is wrong, you can ask for another look, once; somebody else will read it.'

function standsNews(notice: ToldNotice, essay: string): News {
  const again = notice.decision?.fromState === 'hidden'
  const says = again ? `Your reply under ${essay} can be read again.` : `Your reply under ${essay} is published.`
  return { subject: again ? 'Your reply can be read again' : 'Your reply is published', parts: [says, placeOf(notice)] }
}

function editNews(notice: ToldNotice, essay: string): News {
  const { action = '', toState } = notice.decision ?? {}
  if (toState === 'hidden') return hiddenEditNews(notice, essay)
  if (action === 'approve') {
    return { subject: 'The new text of your reply is published', parts: [`Your reply under ${essay} now stands in its new words.`, placeOf(notice)] }
  }
  const stays = 'Readers go on seeing the text from before.'
  if (action === 'return') {
    return {
      subject: 'Please change a passage of your new text',
      parts: [`A moderator read the new text of your reply under ${essay} and asks you to change it first.`, ...askedFor(notice), `${stays} You can change the new one here:\n${placeOf(notice)}`],
    }
  }
  return { subject: 'The new text of your reply was not published', parts: [`The new text of your reply under ${essay} was not published.`, ...reasonOf(notice), `${stays}\n${placeOf(notice)}`] }
}

/** The reply was taken down while its new text waited: no reader sees either. It can be changed when it stands again. */
function hiddenEditNews(notice: ToldNotice, essay: string): News {
  const { action = '' } = notice.decision ?? {}
  const stays = 'The reply itself is still taken down.'
  if (action === 'approve') {
    return { subject: 'The new text of your reply was approved', parts: [`The new text of your reply under ${essay} was approved. ${stays} Should it be put back, it stands in its new words.`] }
  }
  if (action === 'return') {
    return {
      subject: 'Please change a passage of your new text',
      parts: [`A moderator read the new text of your reply under ${essay} and asks you to change it first.`, ...askedFor(notice), `${stays} Should it be put back, you can change the new text.`],
    }
  }
  return { subject: 'The new text of your reply was not approved', parts: [`The new text of your reply under ${essay} was not approved.`, ...reasonOf(notice), stays] }
}

/** Whoever reports is told what came of it, and nothing of the text nor in the words of the moderator. */
function reportNews(notice: ToldNotice, essay: string): News {
  const gone = notice.decision?.toState === 'hidden'
  const says = gone ? 'It was taken down. Thank you for telling us.' : 'It stays as it is. Thank you for telling us all the same.'
  return { subject: 'A reply that you reported was looked at', parts: [`You reported a reply under ${essay}. A moderator has read it.`, says] }
}

function appealNews(notice: ToldNotice, essay: string): News {
  const turned = notice.decision?.action === 'overturn'
  const seen = notice.comment?.state === 'published'
  const says = turned ? 'The decision was turned round.' : 'The decision stands.'
  return {
    subject: turned ? 'Your appeal: the decision was turned round' : 'Your appeal: the decision stands',
    parts: [`You asked for another look at a decision about your reply under ${essay}. Somebody who had no part in it has read everything again.`, says, ...reasonOf(notice), ...(turned && seen ? [`Your reply can be read here:\n${placeOf(notice)}`] : [])],
  }
}

function secondLookNews(notice: ToldNotice, essay: string): News {
  const says = notice.decision?.action === 'overturn' ? 'The decision was turned round.' : 'The decision stands.'
  const item = notice.decision?.reviewItem.id ?? ''
  return { subject: 'A second look: what came of it', parts: [`Somebody has taken a second look at a decision about a reply under ${essay}.`, says, ...reasonOf(notice), siteAddress(`/moderation?item=${item}`)] }
}

function undoneNews(notice: ToldNotice, essay: string, personId: string): News {
  if (notice.comment?.authorId !== personId) {
    return { subject: 'A decision was taken back', parts: [`A decision about a reply under ${essay}, of which we had told you, was taken back. A moderator will look at it again.`] }
  }
  const now = { held: 'It waits for a moderator again.', published: `It can be read here:\n${placeOf(notice)}` }[notice.comment.state as string] ?? 'How it stands now is said with your texts.'
  return { subject: 'A decision about your reply was taken back', parts: [`What we wrote to you about your reply under ${essay} is not so any more: the decision was taken back.`, now] }
}

function messageNews(notice: ToldNotice, essay: string, personId: string): News {
  const subject = 'There is an answer in your case'
  const mine = notice.comment?.authorId === personId
  const whose = mine ? `your reply under ${essay}` : `a reply under ${essay}`
  return { subject, parts: [`Somebody has written in the case about ${whose}.`, mine ? 'You can read it, and answer, with your texts.' : `You can read it, and answer, on the desk:\n${siteAddress('/moderation')}`] }
}

function askedFor(notice: ToldNotice): Part[] {
  const passage = notice.decision?.passage.trim() ?? ''
  return [...(passage === '' ? [] : ['It is about this passage:', { quote: passage }]), ...reasonOf(notice)]
}

function reasonOf(notice: ToldNotice): string[] {
  const sentence = reasonSentence(notice.decision?.reasonCode ?? '', notice.decision?.reasonNote ?? '', notice.decision?.reviewItem.kind)
  return sentence === '' ? [] : [sentence]
}

function placeOf(notice: ToldNotice): string {
  return siteAddress(`/c/${notice.comment?.id ?? ''}`)
}

function titleOf(notice: ToldNotice, now: Date): string {
  const title = notice.comment ? knownOf(notice.comment.post, now).title : unknownTitle
  return title === unknownTitle ? 'an essay' : `“${title}”`
}
