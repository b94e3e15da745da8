import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { readFollowing } from '#lib/notices/read-following.ts'
import { readAskedToEnd } from '#lib/notices/read-unsubscription.ts'
import { resumeMail } from '#lib/notices/resume-mail.ts'
import { stopMail } from '#lib/notices/stop-mail.ts'
import { readUnsubscription, signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, publishedReplyBy, refusalOf } from '../cast.ts'
import { tellEverybody } from '../jobs/carry-out-jobs.ts'
import { member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
let rae: Member

beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  essay = await essayBy(cast.ada)
  rae = await member('rae')
})

const ofThread = () => signUnsubscription({ personId: rae.id, scope: { postId: essay.id } })
const ofReplies = () => signUnsubscription({ personId: rae.id, scope: { topics: ['reply', 'mention'] } })
const press = (token: string) => carryOut(stopMail, anonymous, { token })
const takeBack = (token: string) => carryOut(resumeMail, anonymous, { token })
const wordOfThread = async () => (await reader().follow.findFirst({ where: { personId: rae.id, postId: essay.id } }))?.wanted ?? null

describe('a link in a mail, pressed by somebody who is not signed in,', () => {
  test.each([true, null])('ends a conversation that was followed (%s), and the page takes that back exactly', async (before) => {
    if (before) await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    for (let press_ = 0; press_ < 2; press_++) await press(ofThread())
    expect(await wordOfThread()).toBe(false)
    expect(await readAskedToEnd(ofThread())).toMatchObject({ ended: true, about: { kind: 'thread', slug: essay.slug } })
    await takeBack(ofThread())
    await takeBack(ofThread())
    expect(await wordOfThread()).toBe(before)
    expect(await readAskedToEnd(ofThread())).toMatchObject({ ended: false })
  })

  test('ends mail about its topics alone, and the page brings the rhythm back that was chosen', async () => {
    await carryOut(chooseRhythm, rae, { reply: 'daily' })
    for (let press_ = 0; press_ < 2; press_++) await press(ofReplies())
    expect((await readFollowing(rae)).rhythms).toEqual({ moderation: 'at_once', invitation: 'at_once', reply: 'off', mention: 'off', essay: 'hourly', thread: 'hourly', post: 'at_once' })
    await takeBack(ofReplies())
    expect((await readFollowing(rae)).rhythms).toMatchObject({ reply: 'daily', mention: 'at_once' })
  })

  test('takes nothing back that the person had said on the site before', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'no' })
    await carryOut(chooseRhythm, rae, { reply: 'off' })
    for (const token of [ofThread(), ofReplies()]) {
      for (let press_ = 0; press_ < 2; press_++) await press(token)
      for (let press_ = 0; press_ < 2; press_++) await takeBack(token)
    }
    expect(await wordOfThread()).toBe(false)
    expect((await readFollowing(rae)).rhythms).toMatchObject({ reply: 'off', mention: 'at_once' })
  })

  test('stops what waits already, and it is not mailed', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await publishedReplyBy(cast.nia, cast.mo, essay.slug)
    await tellEverybody(new Date(Date.now() + 61_000))
    await press(ofThread())
    await tellEverybody(new Date(Date.now() + 7_200_000))
    expect(await reader().mail.count({ where: { to: rae.email } })).toBe(0)
  })
})

describe('a link that is not one of ours', () => {
  const changed = (token: string) => [token.slice(0, -1), `${token}x`, token.replace(/^./, (first) => (first === '0' ? '1' : '0')), token.replace('.', '..'), token.replace('reply', 'thread')]

  test('does nothing and is told nothing', async () => {
    const tokens = [...changed(ofReplies()), '', '.', '..', 'x'.repeat(5_000), 'é.ü.ß', signUnsubscription({ personId: randomUUID(), scope: { postId: essay.id } })]
    for (const token of tokens) {
      expect(await readAskedToEnd(token), token).toBeNull()
      expect(await refusalOf(stopMail, anonymous, { token })).toMatchObject({ code: 'not-found' })
    }
    expect(await reader().noticeSetting.count({ where: { personId: rae.id } })).toBe(0)
  })

  test('says exactly what was signed', () => {
    for (const scope of [{ postId: essay.id }, { topics: ['moderation' as const, 'post' as const] }]) {
      expect(readUnsubscription(signUnsubscription({ personId: rae.id, scope }))).toEqual({ personId: rae.id, scope })
    }
  })
})
