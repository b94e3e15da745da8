import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy, stateOf } from '../cast.ts'
import { expiredSessionOf, measureOver, member, sessionOf } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { deleteAccount, leaveForGood } from '#lib/accounts/delete-account.ts'
import { readLeaving } from '#lib/accounts/read-leaving.ts'
import { runCommand } from '#lib/command.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { noteVisit } from '#lib/comments/visits/note-visit.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { listPeople } from '#lib/people/list-people.ts'
import { leftName } from '#lib/people/left-name.ts'
import { makeMailLink } from '#lib/people/make-mail-link.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { readSession } from '#lib/people/read-session.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { describePost } from '#components/posts/describe-post.ts'
import { anonymous, operator } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

async function leaves(person: Member, essays = '') {
  const outcome = await leaveForGood(person, await sessionOf(person), person.password, essays)
  if (!outcome.ok) throw new Error(outcome.message)
}

/** Every row of every view that the public reads, as one text. */
async function allThatIsPublic(): Promise<string> {
  const views = await publicReader().$queryRaw<{ name: string }[]>`SELECT viewname AS name FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'published%'`
  const texts = await Promise.all(views.map(async ({ name }) => {
    const rows = await writer().$queryRawUnsafe<{ text: string | null }[]>(`SELECT string_agg(to_jsonb(v)::text, ' ') AS text FROM ${name} v`)
    return rows[0]?.text ?? ''
  }))
  return texts.join(' ').toLowerCase()
}

describe('somebody who deletes their account', () => {
  test('leaves readable replies and nothing of themselves in anything public, former names included', async () => {
    const canary = `canary${randomUUID().slice(0, 8).replaceAll('-', '')}`
    const person = await member(canary)
    const former = `Former${canary}`
    await carryOut(editProfile, person, { name: former, pronouns: '', biography: '', website: '' })
    const id = await publishedReplyBy(person, cast.mo, post.slug)
    const below = await publishedReplyBy(cast.nia, cast.mo, post.slug, id)
    await carryOut(editProfile, person, { name: `Now${canary}`, pronouns: 'they', biography: `About ${canary}`, website: `https://${canary}.example.org/` })
    expect(await allThatIsPublic()).toContain(canary)
    await leaves(person)
    expect(await allThatIsPublic()).not.toContain(canary)
    const shown = await publicReader().publishedComment.findMany({ where: { id: { in: [id, below] } }, orderBy: { depth: 'asc' } })
    expect(shown.map(({ authorName, authorHandle, tombstone }) => [authorName, authorHandle === null, tombstone])).toEqual([[leftName, true, false], ['nia', false, false]])
    expect(JSON.stringify(await reader().person.findMany({ where: { id: person.id } })).toLowerCase()).not.toContain(canary)
  })

  test('takes sessions, drafts, follows, links, notices and pending mail along', async () => {
    const person = await member('gone')
    const secret = await sessionOf(person)
    await carryOut(keepDraft, person, { slug: post.slug, body: 'Half a thought.' })
    await writer().$transaction(async (tx) => {
      await queueMail(tx, { to: person.email, subject: 'A letter', text: 'For you.' }, new Date())
      await makeMailLink(tx, { purpose: 'sign_in', email: person.email, personId: person.id }, new Date())
      await tx.follow.create({ data: { personId: person.id, postId: post.id, wanted: true, at: new Date() } })
      await tx.follow.create({ data: { personId: cast.rae.id, authorId: person.id, wanted: true, at: new Date() } })
      await tx.mute.create({ data: { personId: cast.rae.id, mutedId: person.id, at: new Date() } })
      await tx.identity.create({ data: { provider: 'github', subject: randomUUID(), personId: person.id } })
      await tx.apiToken.create({ data: { digest: randomUUID(), personId: person.id } })
    })
    await leaves(person)
    expect(await readSession(secret)).toBeNull()
    const own = { where: { personId: person.id } }
    const left = await Promise.all([
      reader().session.count(own), reader().identity.count(own), reader().apiToken.count(own), reader().mailLink.count(own), reader().replyDraft.count(own),
      reader().notice.count(own), reader().follow.count({ where: { OR: [{ personId: person.id }, { authorId: person.id }] } }),
      reader().mute.count({ where: { mutedId: person.id } }), reader().mail.count({ where: { to: person.email } }), reader().threadVisit.count(own),
    ])
    expect(left).toEqual(left.map(() => 0))
  })

  test('takes back what waits, and leaves what was decided, the log and every proof whole', async () => {
    const person = await member('waits')
    const [held, returned, rejected] = [await replyBy(person, post.slug), await replyBy(person, post.slug), await replyBy(person, post.slug)]
    await decideNow(cast.mo, returned, 'return')
    await decideNow(cast.mo, rejected, 'reject')
    const published = await publishedReplyBy(person, cast.mo, post.slug)
    await carryOut(editComment, person, { commentId: published, body: 'An edit that nobody has read.' })
    const decisions = await reader().decision.count()
    await leaves(person)
    expect([await stateOf(held), await stateOf(returned), await stateOf(rejected), await stateOf(published)]).toEqual(['withdrawn', 'withdrawn', 'rejected', 'published'])
    expect(await reader().reviewItem.count({ where: { personId: person.id, state: 'waiting' } })).toBe(0)
    expect((await itemAbout(held)).id).toBeTruthy()
    expect(await reader().decision.count()).toBe(decisions)
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })

  test('shows that it is them: the password, or a link, or a fresh session where there is no password', async () => {
    const person = await member('proof')
    const secret = await sessionOf(person)
    expect(await leaveForGood(person, secret, 'a wrong guess')).toMatchObject({ ok: false, fields: { presentPassword: expect.stringMatching(/Nothing was deleted/) } })
    expect(await leaveForGood(anonymous, secret, person.password)).toMatchObject({ ok: false, code: 'signed-out' })
    expect(await runCommand(deleteAccount, person, { checkedHash: 'another' })).toMatchObject({ ok: false, code: 'conflict' })
    await writer().person.update({ where: { id: person.id }, data: { passwordHash: null } })
    expect((await readLeaving(person, await expiredSessionOf(person), new Date())).needs).toBe('nothing')
    await writer().session.updateMany({ where: { personId: person.id }, data: { createdAt: new Date(Date.now() - 3_600_000) } })
    expect(await leaveForGood(person, secret, '')).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await leaveForGood(person, await sessionOf(person), '')).toMatchObject({ ok: true })
  })

  test('is missed by verify where anything of them is left', async () => {
    const person = await member('traces')
    await leaves(person)
    const proof = async () => (await verify()).find(({ name }) => name === 'who has left')
    expect(await proof()).toMatchObject({ ok: true })
    // New rows for them are refused by the database, so others' are made theirs.
    const left = { where: { personId: cast.rae.id }, data: { personId: person.id } }
    const traces = [
      { add: () => carryOut(follow, cast.rae, { postId: post.id, wanted: 'yes' }), remain: () => writer().follow.updateMany(left), end: () => writer().follow.deleteMany({ where: { personId: person.id } }) },
      { add: () => carryOut(mute, cast.rae, { handle: cast.ada.handle, muted: 'yes' }), remain: () => writer().mute.updateMany(left), end: () => writer().mute.deleteMany({ where: { personId: person.id } }) },
      { add: () => carryOut(chooseRhythm, cast.rae, { reply: 'daily' }), remain: () => writer().noticeSetting.updateMany(left), end: () => writer().noticeSetting.deleteMany({ where: { personId: person.id } }) },
      { add: () => carryOut(noteVisit, cast.rae, { slug: post.slug, shown: new Date().toISOString() }), remain: () => writer().threadVisit.updateMany(left), end: () => writer().threadVisit.deleteMany({ where: { personId: person.id } }) },
    ]
    for (const { add, remain, end } of traces) {
      await add()
      expect((await remain()).count).toBeGreaterThan(0)
      expect(await proof()).toMatchObject({ ok: false, detail: expect.stringMatching(/^1 of \d+ people who have left left something of themselves behind/) })
      await end()
    }
    expect(await proof()).toMatchObject({ ok: true })
  })

  test('cannot come back as the row that was emptied, and nobody else gets the handle or one that looks like it', async () => {
    const person = await member('taken')
    await leaves(person)
    const again = (handle: string) => runCommand(signUp, anonymous, { name: 'Somebody new', handle, email: `${randomUUID()}@example.org`, password: 'four words quite apart' })
    expect(await again(person.handle)).toMatchObject({ ok: false, fields: { handle: expect.stringMatching(/Somebody has this handle/) } })
    await expect(writer().person.update({ where: { id: person.id }, data: { deletedAt: null } })).rejects.toThrow()
    await expect(writer().person.update({ where: { id: person.id }, data: { biography: 'I am back.' } })).rejects.toThrow()
  })

  test('is in no list of accounts, and can be given no role, no password and no measure any more', async () => {
    const person = await member('unlisted')
    await leaves(person)
    const { handle } = await reader().person.findUniqueOrThrow({ where: { id: person.id }, select: { handle: true } })
    expect(await runCommand(changeRole, operator, { handle, role: 'author' })).toMatchObject({ ok: false, fields: { handle: `There is nobody with the handle ${handle}.` } })
    expect(await runCommand(takeMeasure, operator, { handle, kind: 'banned', reason: 'Once more', until: '', everySeconds: '' })).toMatchObject({ ok: false })
    const listed = await listPeople(operator, handle.slice(0, -1))
    expect(listed.ok && listed.value.people.map((each) => each.handle)).not.toContain(handle)
  })

  test('may use the address again, and a measure in force finds them there; nobody else is stopped', async () => {
    const person = await member('measured')
    await measureOver(person, 'slow', { reason: 'Too fast' })
    await leaves(person)
    const claim = await member('claims', { email: person.email, verified: false })
    expect(await measuresInForce(reader(), claim.id, new Date())).toEqual([])
    const other = await member('innocent')
    expect(await measuresInForce(reader(), other.id, new Date())).toEqual([])
    const token = await writer().$transaction((tx) => makeMailLink(tx, { purpose: 'verify_address', email: person.email, personId: claim.id }, new Date()))
    await carryOut(useMailLink, anonymous, { token, purpose: 'verify_address' })
    expect((await measuresInForce(reader(), claim.id, new Date())).map(({ kind, reason }) => [kind, reason])).toEqual([['slow', 'Too fast']])
    expect(await reader().person.count({ where: { leftAddress: { not: null } } })).toBe(0)
  })

  test('says what becomes of essays that have no other author: they stay without a name, and so do the replies', async () => {
    const author = await member('author', { role: 'author' })
    const [essay, shared] = [await essayBy(author), await essayBy(author)]
    const reply = await publishedReplyBy(author, cast.mo, essay.slug)
    await writer().authorship.create({ data: { postId: shared.id, personId: cast.ada.id, position: 1 } })
    const later = await carryOut(createPost, author, { title: 'Not yet', body: 'Tomorrow.' })
    await carryOut(publishPost, author, { postId: later.id, publishAt: new Date(Date.now() + 86_400_000).toISOString() })
    expect((await readLeaving(author, '', new Date())).essays).toBe(1)
    for (const wish of ['', 'neither']) expect(await leaveForGood(author, await sessionOf(author), author.password, wish)).toMatchObject({ ok: false, code: 'invalid' })
    expect(await leaveForGood(author, await sessionOf(author), author.password)).toMatchObject({ fields: { essays: expect.stringMatching(/Nothing was deleted/) } })
    await leaves(author, 'stay')
    const stays = await readPost(essay.slug)
    expect(stays?.authors).toEqual([])
    expect(JSON.stringify(stays && describePost(stays, [], 'https://example.org'))).toContain(`"author":[{"@type":"Person","name":"${leftName}"}]`)
    expect(await publicReader().publishedComment.findUnique({ where: { id: reply }, select: { authorName: true } })).toEqual({ authorName: leftName })
    expect((await readPost(shared.slug))?.authors.map(({ id }) => id)).toEqual([cast.ada.id])
    expect(await reader().post.findUniqueOrThrow({ where: { id: later.id }, select: { state: true } })).toEqual({ state: 'archived' })
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })

  test('may have them taken down instead, with what was said under them, and nothing of anybody else', async () => {
    const author = await member('author', { role: 'author' })
    const [essay, shared] = [await essayBy(author), await essayBy(author)]
    const reply = await publishedReplyBy(cast.nia, cast.mo, essay.slug)
    await writer().authorship.create({ data: { postId: shared.id, personId: cast.ada.id, position: 1 } })
    await leaves(author, 'take-down')
    expect([await readPost(essay.slug), await publicReader().publishedComment.findUnique({ where: { id: reply }, select: { id: true } })]).toEqual([null, null])
    expect(await readPost(shared.slug)).not.toBeNull()
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })

  test('cannot be the last administrator, not even of two who leave at once', async () => {
    await writer().person.updateMany({ where: { role: 'administrator' }, data: { role: 'reader' } })
    const [ida, ina] = [await member('ida', { role: 'administrator' }), await member('ina', { role: 'administrator' })]
    const secrets = await Promise.all([ida, ina].map(sessionOf))
    const outcomes = await Promise.all([ida, ina].map((each, place) => leaveForGood(each, secrets[place] ?? '', each.password)))
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(outcomes.find((each) => !each.ok)).toMatchObject({ message: expect.stringMatching(/last administrator/) })
  })

  test('may be suspended', async () => {
    const person = await member('stopped')
    await measureOver(person, 'suspended', { reason: 'A pause' })
    expect(await leaveForGood({ ...person, suspended: true }, await sessionOf(person), person.password)).toMatchObject({ ok: true })
  })
})
