import type { Kind } from './people.ts'

// Who may do what: the one list of rights that the tests in this folder hold every command, every action and every address of the API to.
// Everybody who is not named is turned away, and changes nothing.

/** Whoever shows what no account stands behind is nobody, and may what nobody may. */
export const everybody: Kind[] = [
  'the owner', 'the owner, suspended', 'a co-author', 'a former co-author', 'somebody invited', 'nobody', 'somebody new', 'a reader', 'an author', 'a moderator',
  'an administrator', 'a suspended reader', 'a suspended moderator', 'a banned administrator', 'a demoted moderator',
  'a session that was ended', 'a session that is over', 'a token of a reader', 'a token of a moderator', 'a token of a banned moderator', 'a revoked token',
]
/** By session or by token. */
export const moderators: Kind[] = ['a moderator', 'an administrator', 'a token of a moderator']
const administrators: Kind[] = ['an administrator']
const authors: Kind[] = ['a co-author', 'a former co-author', 'somebody invited', 'an author', ...moderators]
const readersOnly: Kind[] = ['somebody new', 'a reader', 'a demoted moderator', 'a token of a reader']
const others: Kind[] = [...readersOnly, ...authors]
/** With an account, and not suspended. */
const members: Kind[] = ['the owner', ...others]
/** Whoever is suspended may take back what is theirs, ask for justice, and choose how they read. */
export const membersAndSuspended: Kind[] = [...members, 'the owner, suspended', 'a suspended reader', 'a suspended moderator']
const owner: Kind[] = ['the owner']
const ownerEvenSuspended: Kind[] = ['the owner', 'the owner, suspended']
/** Its authors, and administrators, who may change any. */
export const itsAuthors: Kind[] = ['the owner', 'a co-author', 'an administrator']
const firstAuthor: Kind[] = ['the owner', 'an administrator']

/** What only the machine does, by its jobs and its command line. Nobody who comes over the network may. */
export const machineOnly = [
  'sweep-drafts', 'note-refusal', 'import-authors', 'import-comments', 'import-post', 'import-terms', 'keep-picture', 'note-site', 'note-trouble', 'replace-pictures',
  'confirm-delivery', 'postpone-mail', 'collect-images', 'forget-images', 'leave-out-items', 'take-bulk-items', 'adopt-waiting', 'mail-notices', 'take-mail',
  'continue-rehearsal', 'publish-trusted', 'take-rehearsal', 'tell-of-comment', 'tell-of-invitation', 'tell-of-post', 'tell-of-thanks', 'create-person', 'set-password',
  'renew-search', 'note-made-anew', 'renew-small-text', 'renew-text', 'empty-deleted-drafts', 'add-sample-comments', 'add-sample-guests', 'forget-old-events', 'note-copied',
]

/** Who may carry out each command, by its name. */
export const whoMay: Record<string, Kind[]> = {
  // Accounts
  'sign-up': everybody, 'sign-in-elsewhere': everybody, 'start-session': everybody, 'request-sign-in-link': everybody, 'use-mail-link': everybody, 'end-session': everybody, 'note-failed-sign-in': everybody, 'note-taken': membersAndSuspended,
  'end-all-sessions': membersAndSuspended, 'end-own-session': ownerEvenSuspended, 'change-password': membersAndSuspended, 'delete-account': membersAndSuspended,
  'ask-for-proof-again': [...owner, 'somebody new'], 'issue-token': owner, 'revoke-tokens': owner,
  'edit-profile': members, 'withdraw-name': membersAndSuspended,
  'change-role': administrators, 'take-measure': moderators, 'lift-measure': moderators, 'dismiss-person': moderators,

  // Reading
  'note-visit': membersAndSuspended, 'choose-reading': membersAndSuspended, 'choose-rhythm': membersAndSuspended, 'follow': membersAndSuspended, 'mute': membersAndSuspended,
  'mark-notices-read': membersAndSuspended, 'stop-mail': everybody, 'resume-mail': everybody, 'note-link-opened': everybody,

  // Comments
  'carry-text': everybody, 'claim-carried': membersAndSuspended, 'keep-draft': members, 'sort-draft': ownerEvenSuspended,
  'post-reply': members, 'edit-comment': owner, 'resubmit-comment': owner, 'withdraw-comment': ownerEvenSuspended,
  'feature-comment': itsAuthors, 'report-comment': others, 'appeal-decision': ownerEvenSuspended, 'answer-case': [...ownerEvenSuspended, ...moderators],

  // The desk
  'decide': moderators, 'approve-and-reply': moderators, 'undo-decision': moderators, 'open-second-look': moderators,
  'start-bulk': moderators, 'stop-bulk': [...owner, ...moderators], 'resume-bulk': [...owner, ...moderators], 'undo-bulk': [...owner, ...moderators], 'decide-bulk-item': owner,
  'hold-card': moderators, 'take-over-card': moderators, 'leave-card': moderators,
  'ask-blind-reading': moderators, 'give-blind-verdict': owner,
  'save-rule': moderators, 'start-rehearsal': moderators, 'switch-rule': moderators,
  'decide-under-own': ['the owner', 'a co-author'], 'undo-under-own': owner,

  // Essays
  'create-post': ['the owner', ...authors], 'begin-post': ['the owner', ...authors], 'begin-guest-post': readersOnly, 'send-guest-post': owner, 'withdraw-guest-post': ownerEvenSuspended,
  'save-draft': itsAuthors, 'set-draft-aside': itsAuthors, 'restore-revision': itsAuthors, 'discard-draft': itsAuthors, 'delete-draft': firstAuthor, 'bring-back-draft': firstAuthor,
  'publish-post': itsAuthors, 'schedule-post': itsAuthors, 'move-post': itsAuthors, 'date-post': itsAuthors, 'change-slug': itsAuthors, 'file-post': itsAuthors, 'announce-post': itsAuthors,
  'open-by-password': itsAuthors, 'end-password': itsAuthors, 'make-draft-link': itsAuthors, 'revoke-draft-link': itsAuthors, 'set-conversation-rules': itsAuthors,
  'add-update-note': itsAuthors, 'change-update-note': itsAuthors, 'take-back-update-note': itsAuthors,
  'begin-image': itsAuthors, 'keep-image': owner,
  'invite-author': itsAuthors, 'take-back-invitation': itsAuthors, 'take-out-author': firstAuthor,
  'agree-to-write': ['somebody invited'], 'decline-invitation': ['somebody invited'], 'leave-essay': ['the owner', 'the owner, suspended', 'a co-author'],
  'create-series': ['the owner', ...authors], 'add-to-series': firstAuthor, 'move-in-series': firstAuthor, 'remove-from-series': firstAuthor,

  // Works
  'propose-change': members, 'propose-each': members, 'send-proposal-again': owner, 'withdraw-proposal': ownerEvenSuspended,
  'propose-and-approve': moderators, 'lock-field': moderators, 'merge-works': moderators, 'part-works': moderators,

  // The house
  'change-guidelines': administrators, 'change-setting': administrators, 'retry-mail': administrators,
}
