import { expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { closeLimits, giveBack, networkOf, takeLimit, takeLimits } from '#lib/limits.ts'

test('a limit lets so many through, then says how long to wait', async () => {
  for (let time = 0; time < 20; time++) expect(await takeLimit('reply', 'rae')).toBeNull()
  expect(await takeLimit('reply', 'rae')).toMatchObject({ ok: false, code: 'too-many', retryAfterSeconds: expect.any(Number), message: expect.stringContaining('in 10 minutes') })
  expect(await takeLimit('reply', 'nia')).toBeNull()
})

test.each([['sign-in-network', 25, 300], ['sign-in-account', 10, 3_600], ['sign-in-person', 10, 3_600], ['mail-address', 5, 1_800], ['proof-address', 5, 3_600]] as const)('of %s there are %i in %i seconds', async (name, points, seconds) => {
  const answers = await Promise.all(Array.from({ length: points + 1 }, () => takeLimit(name, 'guessed')))
  const [over, ...more] = answers.filter((answer) => answer !== null)
  expect(more).toEqual([])
  expect(over?.retryAfterSeconds).toBeGreaterThan(seconds - 60)
  expect(over?.retryAfterSeconds).toBeLessThanOrEqual(seconds)
})

test('fifty at once are counted one by one', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => takeLimit('reply', 'all at once')))
  expect(answers.filter((answer) => answer === null)).toHaveLength(20)
})

test('what was counted survives a restart of the process', async () => {
  for (let time = 0; time < 20; time++) await takeLimit('reply', 'sol')
  await closeLimits()
  expect(await takeLimit('reply', 'sol')).toMatchObject({ code: 'too-many' })
})

test('a limit is told by every copy of the code, whichever made the counter', async () => {
  await takeLimit('reply', 'two copies')
  // What the counter of another copy of the package rejects with: the same shape, another class.
  const { limiters } = (globalThis as unknown as { afterwordLimits: { limiters: Map<string, object> } }).afterwordLimits
  const [own, foreign] = [limiters.get('reply'), { consume: () => Promise.reject(Object.assign(Object.create({}), { msBeforeNext: 90_000 })) }]
  limiters.set('reply', foreign)
  expect(await takeLimit('reply', 'two copies')).toMatchObject({ code: 'too-many', retryAfterSeconds: 90 })
  limiters.set('reply', own ?? foreign)
})

test('when the time is over, counting begins anew', async () => {
  for (let time = 0; time < 21; time++) await takeLimit('mail-address', 'ida')
  expect(await takeLimit('mail-address', 'ida')).not.toBeNull()
  await writer().$executeRaw`UPDATE rate_limit SET expire = 1`
  expect(await takeLimit('mail-address', 'ida')).toBeNull()
})

test('one try can be given back', async () => {
  for (let time = 0; time < 5; time++) await takeLimit('mail-address', 'mo')
  await giveBack('mail-address', 'mo')
  expect(await takeLimit('mail-address', 'mo')).toBeNull()
  expect(await takeLimit('mail-address', 'mo')).not.toBeNull()
})

test('of several limits every one is counted, and the refusal is told', async () => {
  for (let time = 0; time < 5; time++) await takeLimit('mail-address', 'both')
  expect(await takeLimits([['mail-address', 'both'], ['mail-network', 'both']])).toMatchObject({ code: 'too-many' })
  expect(await takeLimits([['mail-network', 'both']])).toBeNull()
})

test('neither names nor addresses can be read from the table', async () => {
  await takeLimit('sign-in-account', 'rae@example.org')
  const rows = await reader().rateLimit.findMany({ select: { key: true } })
  expect(JSON.stringify(rows)).not.toContain('rae')
})

test.each([
  ['192.0.2.7', '192.0.2.7'], ['::ffff:192.0.2.7', '192.0.2.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'], ['::1', '0:0:0:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['', ''],
])('the network of %s is %s', (address, network) => expect(networkOf(address)).toBe(network))

test('searching, following and saying that one reads have limits that nobody reaches by reading, each with a kind sentence', async () => {
  for (const [name, points] of [['search-network', 300], ['follow', 120], ['visit', 600]] as const) {
    const answers = await Promise.all(Array.from({ length: points + 1 }, () => takeLimit(name, 'a busy school')))
    const over = answers.filter((answer) => answer !== null)
    expect(over).toHaveLength(1)
    expect(over[0]).toMatchObject({ code: 'too-many', retryAfterSeconds: expect.any(Number), message: expect.stringMatching(/just now\. .+ (in a minute|in \d+ minutes)\.$/) })
  }
})
