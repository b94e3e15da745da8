import { randomUUID } from 'node:crypto'
import { askForProofAgain } from '#lib/people/ask-for-proof-again.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { carryOut } from '../cast.ts'
import { askForLink, linksTo, member } from '../people/stories.ts'
import type { Kind, World } from './people.ts'
import { draftVersionOf, essayOf } from './scenes/scene.ts'
import type { Scene } from './scenes/scene.ts'
import { everybody, moderators } from './who-may.ts'

type Input = Record<string, string>

/** What pressing a form comes to. */
export type Press = {
  /** The command that it carries out: who may press is who may carry that out. */
  does?: string
  /** Where it carries out none. */
  who?: readonly Kind[]
  /** What the form sends, where it is not the input of the command as it stands. */
  fields?: (input: Input) => Record<string, string>
  scene?: (world: World) => Promise<Scene>
  /** Nothing that is kept changes for whoever may. */
  quiet?: true
  /** The site goes on with it meanwhile, and may be done. */
  orTooLate?: true
}

const asked = (does: string, fields?: Press['fields']): Press[] => [{ does, ...(fields && { fields }) }]
const password = 'the password of everybody'

/** Every server action, by the folder of its file and its name. */
export const actions: Record<string, Press[]> = {
  'account saveProfile': asked('edit-profile'),
  'account takeBackName': asked('withdraw-name'),
  'account savePassword': [{ does: 'change-password', scene: ownAccount, fields: () => ({ presentPassword: password, password: 'a phrase of seven unusual words' }) }],
  'account sendProofAgain': asked('ask-for-proof-again'),
  'account signOutEverywhere': [{ does: 'end-all-sessions', scene: ownAccount, quiet: true }],
  'account signOutThere': [{ does: 'end-own-session', quiet: true }],
  'account/cases answer': asked('answer-case', ({ itemId = '', body = '' }) => ({ itemId, body })),
  'account/comments appeal': asked('appeal-decision'),
  'account/comments takeBack': asked('withdraw-comment'),
  'account/comments throwDraftAway': asked('sort-draft'),
  'account/delete leave': [{ does: 'delete-account', scene: ownAccount, fields: () => ({ presentPassword: password, essays: '' }) }],
  'account/invitations/[id] agree': asked('agree-to-write'),
  'account/invitations/[id] decline': asked('decline-invitation'),
  'account/notices sayFollow': asked('follow'),
  'account/notices sayMute': asked('mute'),
  'account/notices saveRhythms': asked('choose-rhythm', () => ({ moderation: 'at_once', reply: 'off', mention: 'at_once', thread: 'off', post: 'off', timeZone: '' })),
  'account/proposals takeProposalBack': asked('withdraw-proposal'),
  'account/proposals mendProposal': asked('send-proposal-again', ({ proposalId = '', baseRevisionId = '' }) => ({ proposalId, baseRevisionId, comment: 'Mended.' })),
  'account/reading saveReading': asked('choose-reading'),
  'account/series beginSeries': asked('create-series'),
  'account/series putIn': asked('add-to-series'),
  'account/series move': asked('move-in-series'),
  'account/series takeOut': asked('remove-from-series'),
  'account/verify verifyAddress': [{ does: 'use-mail-link', scene: proof }],
  'admin/guidelines saveGuidelines': asked('change-guidelines'),
  'admin/mail tryAgain': [{ does: 'retry-mail', quiet: true }],
  'admin/people/[handle] giveRole': asked('change-role'),
  'admin/public-log showLog': asked('change-setting', () => ({ shown: 'roles' })),
  'c/[id]/feature feature': asked('feature-comment'),
  'c/[id]/report report': asked('report-comment'),

  'moderation decideAction': asked('decide'),
  'moderation answerAction': asked('approve-and-reply'),
  'moderation undoAction': asked('undo-decision'),
  'moderation lookAgainAction': asked('open-second-look'),
  'moderation answerCaseAction': asked('answer-case'),
  'moderation showNewAction': [{ who: moderators, scene: async () => ({ input: { ids: randomUUID(), view: '' } }), quiet: true }],
  'moderation chooseModeAction': [{ who: everybody, scene: async () => ({ input: { mode: 'list', view: '' } }), quiet: true }],
  'moderation/blind ask': asked('ask-blind-reading'),
  'moderation/blind say': asked('give-blind-verdict'),
  'moderation/blind doubt': asked('open-second-look'),
  'moderation/bulk startBulkAction': asked('start-bulk', () => ({})),
  'moderation/bulk stopBulkAction': [{ does: 'stop-bulk', quiet: true, orTooLate: true }],
  'moderation/bulk resumeBulkAction': [{ does: 'resume-bulk', quiet: true, orTooLate: true }],
  'moderation/bulk undoBulkAction': asked('undo-bulk'),
  'moderation/log undoFromLog': asked('undo-decision'),
  'moderation/people/[handle] takeMeasureAction': [
    ...asked('take-measure'), ...asked('dismiss-person', ({ handle = '', kind = '' }) => ({ handle, kind, reason: 'Because', until: '', reasonCode: 'spam', rejectWaiting: 'yes' })),
  ],
  'moderation/people/[handle] noteAction': asked('take-measure', ({ handle = '' }) => ({ handle, reason: 'Because' })),
  'moderation/people/[handle] liftAction': asked('lift-measure'),
  'moderation/rules saveRuleAction': asked('save-rule', ({ kind = '', name = '', severity = '' }) => ({ kind, name, severity, phrases: 'quince' })),
  'moderation/rules rehearseAction': asked('start-rehearsal'),
  'moderation/rules switchRuleAction': asked('switch-rule'),
  'moderation/rules autoPublishAction': asked('change-setting', () => ({ on: '', approvedTexts: '7' })),
  'moderation/rules authorsDecideAction': asked('change-setting', () => ({ on: 'on' })),

  'notifications markRead': [{ does: 'mark-notices-read', quiet: true }],
  'notifications openNotice': [{ does: 'mark-notices-read', quiet: true }],
  'notifications noteSeen': [{ does: 'mark-notices-read', fields: () => ({ about: randomUUID() }), quiet: true }],

  'posts/[slug] reply': [
    ...asked('post-reply'), ...asked('keep-draft', ({ slug = '', body = '' }) => ({ slug, body, parentId: '', intent: 'keep' })),
  ],
  'posts/[slug] resubmit': asked('resubmit-comment'),
  'posts/[slug] edit': asked('edit-comment'),
  'posts/[slug] moderate': asked('decide'),
  'posts/[slug] undo': asked('undo-decision'),
  'posts/[slug] noteVisit': asked('note-visit'),
  'posts/[slug] withdraw': asked('withdraw-comment'),
  'protected/[slug] givePassword': [{ who: everybody, scene: locked, quiet: true }],

  'sign-in signInWithPassword': [{ does: 'start-session', scene: ownDoor, quiet: true }],
  'sign-in sendSignInLink': asked('request-sign-in-link'),
  // No other site is set up to sign in at.
  'sign-in signInElsewhere': [{ who: [], scene: async () => ({ input: { place: 'github' } }), quiet: true }],
  'sign-in/link signInWithLink': [{ does: 'use-mail-link', scene: async () => ({ input: { token: await askForLink((await member('una')).email) } }) }],
  'sign-up makeAccount': asked('sign-up'),

  'works/[slug]/moderate lock': asked('lock-field'),
  'works/[slug]/moderate merge': asked('merge-works'),
  'works/[slug]/moderate part': asked('part-works'),
  'works propose': [
    ...asked('propose-each', ({ workId = '', baseRevisionId = '' }) => ({ workId, baseRevisionId, ...wish })),
    ...asked('propose-and-approve', () => ({ workId: '', baseRevisionId: '', ...newWork(), approve: 'yes' })),
  ],

  'write begin': asked('begin-post'),
  'write beginAsGuest': asked('begin-guest-post'),
  'write/deleted bringBack': asked('bring-back-draft'),
  'write/[id] saveWriting': asked('save-draft'),
  'write/[id] saveTogether': asked('save-draft'),
  'write/[id] restore': asked('restore-revision'),
  'write/[id] discard': asked('discard-draft'),
  'write/[id]/conversation setRules': asked('set-conversation-rules', ({ postId = '' }) => ({ postId, mode: 'closed', commenters: 'anyone', closeAfterDays: '', everySeconds: '0', guidelines: '' })),
  'write/[id]/conversation decide': asked('decide-under-own'),
  'write/[id]/conversation undo': asked('undo-under-own'),
  'write/[id]/delete deleteIt': asked('delete-draft'),
  'write/[id]/notes addNote': asked('add-update-note'),
  'write/[id]/notes changeNote': asked('change-update-note'),
  'write/[id]/notes takeBackNote': asked('take-back-update-note'),
  'write/[id]/publish publish': asked('publish-post'),
  'write/[id]/publish schedule': asked('schedule-post'),
  'write/[id]/publish date': asked('date-post'),
  'write/[id]/publish move': asked('move-post'),
  'write/[id]/publish rename': asked('change-slug'),
  'write/[id]/publish file': asked('file-post'),
  'write/[id]/publish announce': asked('announce-post'),
  'write/[id]/publish invite': asked('invite-author'),
  'write/[id]/publish takeInvitationBack': asked('take-back-invitation'),
  'write/[id]/publish takeAuthorOut': asked('take-out-author'),
  'write/[id]/publish leave': asked('leave-essay'),
  'write/[id]/publish putIn': asked('add-to-series'),
  'write/[id]/publish moveWithin': asked('move-in-series'),
  'write/[id]/publish takeOut': asked('remove-from-series'),
  'write/[id]/publish makeLink': asked('make-draft-link'),
  'write/[id]/publish endLink': asked('revoke-draft-link'),
  'write/[id]/publish letIn': asked('open-by-password'),
  'write/[id]/publish takePasswordAway': asked('end-password'),
  'write/[id]/send send': asked('send-guest-post', ({ postId = '', version = '' }) => ({ postId, draftVersion: version })),
  'write/[id]/send takeBack': asked('withdraw-guest-post'),
}

/** Somebody for whom it does not matter that their sessions end. */
async function ownAccount(): Promise<Scene> {
  return { input: {}, owner: await member('una') }
}

async function ownDoor(): Promise<Scene> {
  const { handle } = await member('una')
  return { input: { who: handle, password } }
}

async function proof(): Promise<Scene> {
  const una = await member('una', { verified: false })
  await carryOut(askForProofAgain, una, {})
  const [token = ''] = await linksTo(una.email, 'account/verify')
  return { input: { token } }
}

async function locked(world: World): Promise<Scene> {
  const { id: postId, slug } = await essayOf(world, false)
  await carryOut(openByPassword, world.ada, { postId, draftVersion: await draftVersionOf(postId), password: 'quince and medlar' })
  return { input: { slug, password: 'quince and medlar' } }
}

const wish = { rows: 'genres/hinge234', known: '', 'genres/hinge234.name': 'A novel of doors', 'genres/hinge234.place': '9', 'source.genres': 'the title page', comment: '' }

function newWork(): Record<string, string> {
  return { rows: 'kind,title', known: '', 'kind.value': 'film', 'title.value': `A film ${randomUUID()}`, 'source.title': 'the end titles', comment: '' }
}
