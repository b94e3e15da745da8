import { beforeAll, describe, expect, test } from 'vitest'
import { changeGuidelines } from '#lib/house/change-guidelines.ts'
import { guidelinesText } from '#lib/house/guidelines-text.ts'
import { readGuidelines } from '#lib/house/read-guidelines.ts'
import { readGuidelinesVersions } from '#lib/house/read-guidelines-versions.ts'
import { runCommand } from '#lib/command.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, refusalOf, replyBy } from '../cast.ts'
import { database } from '../database/fenced-database.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function versions(wanted = '') {
  const read = await readGuidelinesVersions(cast.ida, wanted)
  if (!read.ok) throw new Error(read.message)
  return read.value
}

const change = async (body: string, basedOn?: string) => carryOut(changeGuidelines, cast.ida, { body, basedOn: basedOn ?? (await versions()).newest })

test('before anybody wrote any there are guidelines, and no wait is made up', async () => {
  expect(await readGuidelines()).toMatchObject({ html: expect.stringContaining('What is welcome'), changedAt: null, usualWaitSeconds: null })
  expect(await versions()).toEqual({ newest: '', source: guidelinesText, earlier: false, versions: [] })
})

test('what an administrator writes is read by everybody, and every version is kept with its editor', async () => {
  const first = await change('## Ours\n\nBe *kind*.')
  const second = await change('Be kind, and brief.')
  const shown = await readGuidelines()
  expect(shown.html).toContain('<p>Be kind, and brief.</p>')
  expect(shown.changedAt).not.toBeNull()
  expect((await versions()).versions.map(({ id, by }) => [id, by])).toEqual([[second.id, 'ida'], [first.id, 'ida']])
  expect(await versions(first.id)).toMatchObject({ source: '## Ours\n\nBe *kind*.', earlier: true, newest: second.id })
  expect(await versions('first')).toMatchObject({ source: guidelinesText, earlier: true })
  expect(await versions('nothing-known')).toMatchObject({ source: 'Be kind, and brief.', earlier: false })
})

test('two administrators who change the same version: the second is told, and loses nothing', async () => {
  const { newest } = await versions()
  const outcomes = await Promise.all(['One.', 'Two.'].map((body) => runCommand(changeGuidelines, cast.ida, { body, basedOn: newest })))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const refused = outcomes.find(({ ok }) => !ok)
  expect(refused).toMatchObject({ code: 'conflict', present: { basedOn: (await versions()).newest } })
})

test.each<[string, string]>([['nothing', ' \n '], ['the same again', ''], ['far too much', 'x'.repeat(20_001)]])('%s is refused beside the field', async (what, body) => {
  const { newest, source } = await versions()
  const refusal = await refusalOf(changeGuidelines, cast.ida, { body: what === 'the same again' ? source : body, basedOn: newest })
  expect(refusal).toMatchObject({ code: 'invalid', fields: { body: expect.any(String) } })
})

test('raw HTML in them is text', async () => {
  await change('Hello <script>alert(1)</script> <b onclick="x()">there</b>')
  expect((await readGuidelines()).html).not.toMatch(/<(script|b)\b/)
})

describe('nobody else changes them or reads their versions', () => {
  test.each(['anonymous', 'rae', 'ada', 'mo'] as const)('%s', async (who) => {
    const viewer: Viewer = who === 'anonymous' ? anonymous : cast[who]
    expect(await readGuidelinesVersions(viewer, '')).toMatchObject({ ok: false })
    expect(await runCommand(changeGuidelines, viewer, { body: 'Mine now.', basedOn: (await versions()).newest })).toMatchObject({ ok: false, code: who === 'anonymous' ? 'signed-out' : 'forbidden' })
  })
})

test('a saved version cannot be changed or taken away', async () => {
  await expect(database.query(`UPDATE house_text SET source = 'other'`)).rejects.toMatchObject({ code: 'AW001' })
  await expect(database.query('DELETE FROM house_text')).rejects.toMatchObject({ code: 'AW001' })
})

test('how long it takes is worked out from what was decided', async () => {
  const { slug } = await essayBy(cast.ada)
  // Fewer than five decisions say nothing about the next.
  for (let count = 0; count < 5; count++) await decideNow(cast.mo, await replyBy(cast.rae, slug), 'approve')
  expect((await readGuidelines()).usualWaitSeconds).toBeGreaterThanOrEqual(0)
})
