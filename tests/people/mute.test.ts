import { beforeAll, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, publishedReplyBy } from '../cast.ts'
import { member } from './stories.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { mute } from '#lib/people/mute.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

const asked = (handle: string, muted: 'yes' | 'no') => runCommand(mute, cast.noor, { handle, muted })

test('muting tells nothing of who has an account: only those whom everybody can read can be muted', async () => {
  const [silent, left] = [await member('silent'), await member('left')]
  const { passwordHash } = await reader().person.findUniqueOrThrow({ where: { id: left.id }, select: { passwordHash: true } })
  await publishedReplyBy(left, cast.mo, slug)
  await carryOut(deleteAccount, left, { checkedHash: passwordHash ?? '' })
  const never = await asked('nobody-ever', 'yes')
  expect(never).toMatchObject({ ok: false, code: 'not-found' })
  for (const handle of [silent.handle, left.handle, `left-${left.id.replaceAll('-', '')}`]) expect(await asked(handle, 'yes')).toEqual(never)
  const unheard = [await asked('nobody-ever', 'no'), await asked(silent.handle, 'no')]
  expect(unheard.map(({ ok }) => ok)).toEqual([true, true])
})

test('somebody who is read is muted, and heard again although nothing of theirs is public any more', async () => {
  await publishedReplyBy(cast.rae, cast.mo, slug)
  expect(await asked(cast.rae.handle, 'yes')).toMatchObject({ ok: true })
  expect(await reader().mute.count({ where: { personId: cast.noor.id, mutedId: cast.rae.id } })).toBe(1)
  expect(await asked(cast.rae.handle, 'no')).toMatchObject({ ok: true })
  expect(await reader().mute.count({ where: { personId: cast.noor.id } })).toBe(0)
})
