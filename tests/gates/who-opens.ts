import type { Kind } from './people.ts'
import { everybody } from './who-may.ts'

// Who opens which page. Everybody who is not named is led to the door, or told that it is not for them, or that there is nothing.

const members: Kind[] = ['the owner', 'a co-author', 'a former co-author', 'somebody invited', 'a reader', 'an author', 'a moderator', 'an administrator', 'a suspended moderator', 'a demoted moderator']
const authors: Kind[] = ['the owner', 'a co-author', 'a former co-author', 'somebody invited', 'an author', 'a moderator', 'an administrator']
const moderators: Kind[] = ['a moderator', 'an administrator']
const administrators: Kind[] = ['an administrator']
const itsAuthors: Kind[] = ['the owner', 'a co-author', 'an administrator']
const owner: Kind[] = ['the owner']

/** What is Rae's; all else that somebody owns is Ada's. */
export const ofRae = ['account/cases/[id]', 'account/comments/[id]', 'account/proposals/[id]']

/** By the folder of the page below `app`. */
export const whoOpens: Record<string, readonly Kind[]> = {
  '': everybody, '[...old]': everybody, guidelines: everybody, log: everybody, 'not-here': everybody, search: everybody,
  'posts/[slug]': everybody, 'posts/[slug]/history': everybody, 'posts/[slug]/history/[id]': everybody, 'people/[handle]': everybody, 'tags/[tag]': everybody, 'series/[slug]': everybody,
  'works': everybody, 'works/[slug]': everybody, 'works/[slug]/conversation': everybody, 'works/[slug]/essays': everybody, 'works/[slug]/history': everybody,
  'c/[id]': everybody, 'c/[id]/history': everybody, 'c/[id]/reply': everybody,
  'sign-in': everybody, 'sign-in/link': everybody, 'sign-up': everybody, 'drafts/[token]': everybody, 'protected/[slug]': everybody, 'unsubscribe/[token]': everybody,
  'account/deleted': everybody, 'account/verify': everybody, 'account/reading': everybody,

  'account': members, 'account/comments': members, 'account/delete': members, 'account/notices': members, 'account/proposals': members, 'notifications': members,
  'account/cases/[id]': owner, 'account/comments/[id]': owner, 'account/proposals/[id]': owner, 'account/invitations/[id]': ['somebody invited'], 'account/series': authors,
  'c/[id]/feature': itsAuthors, 'c/[id]/follow': members, 'c/[id]/report': members, 'works/propose': members, 'works/[slug]/propose': members,

  'write': members, 'write/deleted': members,
  'write/[id]': itsAuthors, 'write/[id]/conflict/[revisionId]': itsAuthors, 'write/[id]/conversation': itsAuthors, 'write/[id]/delete': itsAuthors, 'write/[id]/history': itsAuthors,
  'write/[id]/history/[revisionId]': itsAuthors, 'write/[id]/history/compare': itsAuthors, 'write/[id]/images': itsAuthors, 'write/[id]/notes': itsAuthors, 'write/[id]/preview': itsAuthors, 'write/[id]/publish': itsAuthors,
  // Nobody sends an essay of somebody else.
  'write/[id]/send': ['the owner', 'a co-author'],

  'moderation': moderators, 'moderation/blind': moderators, 'moderation/bulk': moderators, 'moderation/bulk/[id]': moderators, 'moderation/groups': moderators, 'moderation/groups/[by]/[name]': moderators,
  'moderation/insights': moderators, 'moderation/log': moderators, 'moderation/log/[seq]': moderators, 'moderation/people': moderators, 'moderation/people/[handle]': moderators,
  'moderation/rules': moderators, 'moderation/rules/[id]': moderators, 'moderation/rules/new/[kind]': moderators, 'works/[slug]/moderate': moderators,

  'admin': administrators, 'admin/guidelines': administrators, 'admin/imports': administrators, 'admin/mail': administrators, 'admin/people/[handle]': administrators, 'admin/public-log': administrators, 'admin/security': administrators,
}
