import { randomUUID } from 'node:crypto'
import { writer } from '#lib/database.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { carryOut, essayBy, person, publishedReplyBy } from '../../cast.ts'
import { askForLink, measureOver, member, newHandle } from '../../people/stories.ts'
import { sessionFor } from '../people.ts'
import type { Scenes } from './scene.ts'

const password = 'a phrase of seven unusual words'

/** Accounts, people and what holds for them. */
export const accounts: Scenes = {
  'sign-up': async () => ({ input: { name: 'Somebody', handle: newHandle('some'), email: `${randomUUID()}@example.org`, password } }),
  'sign-in-elsewhere': async () => ({ input: { provider: 'github', subject: randomUUID(), login: 'some', name: 'Somebody', verifiedEmail: '' } }),
  'start-session': async () => {
    const { id } = await member('una')
    const { passwordHash } = await writer().person.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } })
    return { input: { personId: id, checkedHash: passwordHash } }
  },
  'request-sign-in-link': async () => ({ input: { email: (await member('una')).email } }),
  'use-mail-link': async () => ({ input: { token: await askForLink((await member('una')).email), purpose: 'sign_in' } }),
  'end-session': async () => ({ input: { secret: (await sessionFor(await member('una'))).session ?? makeSecret() } }),
  'note-failed-sign-in': async ({ rae }) => ({ input: { personId: rae.id } }),
  'note-taken': async () => ({ input: { what: 'own-data' } }),
  'end-own-session': async () => {
    const owner = await member('una')
    return { input: { sessionId: digestOf((await sessionFor(owner)).session ?? makeSecret()) }, owner }
  },
  'end-all-sessions': async () => ({ input: {} }),
  'change-password': async () => ({ input: { checkedHash: '', newHash: 'x', keepSecret: '' } }),
  'delete-account': async ({ rae }) => {
    // Everybody of these stories has one password, and so one hash.
    const { passwordHash } = await writer().person.findUniqueOrThrow({ where: { id: rae.id }, select: { passwordHash: true } })
    return { input: { checkedHash: passwordHash, essays: 'stay' } }
  },
  'ask-for-proof-again': async () => ({ input: {}, owner: await member('una', { verified: false }), otherwise: ['conflict'] }),
  'issue-token': async () => {
    const owner = await member('una')
    return { input: { handle: owner.handle }, owner }
  },
  'revoke-tokens': async () => {
    const owner = await member('una')
    return { input: { handle: owner.handle }, owner }
  },
  'edit-profile': async () => ({ input: { name: 'Somebody Else', pronouns: '', biography: 'I read.', website: '' } }),
  'withdraw-name': async ({ mo }) => {
    const owner = await member('una')
    await publishedReplyBy(owner, mo, (await essayBy(await person('ada', 'author'))).slug)
    await carryOut(editProfile, owner, { name: `Una ${randomUUID().slice(0, 6)}`, pronouns: '', biography: '', website: '' })
    return { input: {}, owner }
  },
  'change-role': async () => ({ input: { handle: (await member('una')).handle, role: 'author' } }),
  'take-measure': async ({ mo, noor }) => ({ input: measure((await member('una')).handle), party: mo, partyInput: measure(noor.handle) }),
  'lift-measure': async ({ mo, noor }) => {
    const [una, other] = [await member('una'), await member('una', { role: 'moderator' })]
    const [measureId, another] = [await measureOver(una, 'held'), await measureOver(other, 'held')]
    return { input: { measureId, reason: 'We talked' }, party: noor ?? mo, partyInput: { measureId: another, reason: 'We talked' } }
  },
  'dismiss-person': async ({ mo, noor }) => ({ input: dismissal((await member('una')).handle), party: mo, partyInput: dismissal(noor.handle) }),
}

const measure = (handle: string) => ({ handle, kind: 'held', reason: 'Because', until: '', everySeconds: '' })
const dismissal = (handle: string) => ({ handle, kind: 'suspended', reason: 'Because', until: '', reasonCode: 'spam' })
