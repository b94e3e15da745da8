import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { download } from '#app/_web/download.ts'
import { GET as getCsv, HEAD as headCsv } from '#app/moderation/log.csv/route.ts'
import { GET as getLines } from '#app/moderation/log.jsonl/route.ts'
import { writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { exportLog } from '#lib/moderation/log/export-log.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { done } from '#lib/refusal.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../../cast.ts'
import { tokenOf } from '../../web/site.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let folder: string
const note = 'Please, “gently” — ünïcode,\r\n"quotes", and \\ a backslash.'

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-log-'))
  cast = await makeCast()
  const { slug } = await essayBy(cast.ada)
  const { decisionId } = await decideNow(cast.mo, await replyBy(cast.rae, slug), 'approve')
  await carryOut(undoDecision, cast.noor, { decisionId })
  for (const [body, raw] of [
    ['=HYPERLINK("https://evil.example";"here") and words', { action: 'reject', reasonCode: 'other', reasonNote: note }],
    ['A plain thought with a tail in it.', { action: 'return', reasonCode: 'unreadable', passage: 'tail' }],
  ] as const) {
    const { id: itemId, version } = await itemAbout(await replyBy(cast.nia, slug, '', body))
    await carryOut(decide, cast.mo, { itemId, version, ...raw })
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function ask(get: typeof getCsv, person: SignedIn | null, query = '') {
  const headers = person ? { Authorization: `Bearer ${await tokenOf(person)}` } : { Authorization: 'Bearer nobody' }
  return get(new Request(`http://127.0.0.1:3000/moderation/log${query}`, { headers }), { params: Promise.resolve({}) })
}

const linesOf = async (person: SignedIn, query = '') => (await (await ask(getLines, person, query)).text()).trimEnd().split('\n').map((line) => JSON.parse(line))

describe('JSON Lines', () => {
  test('hold the whole chain, which adds up by itself', async () => {
    const [head, ...rows] = await linesOf(cast.mo)
    let previous = ''
    for (const [index, row] of rows.entries()) {
      expect(row.seq).toBe(index + 1)
      expect(row.previous_hash).toBe(previous)
      expect(createHash('sha256').update(Buffer.from(row.previous_hash, 'hex')).update(Buffer.from(row.chained, 'utf8')).digest('hex')).toBe(row.hash)
      previous = row.hash
    }
    expect(rows.map(({ action }) => action)).toEqual(['approve', 'undo', 'reject', 'return'])
    expect(rows[1]).toMatchObject({ undoes: 1, by: cast.noor.handle })
    // Forms end lines in two signs; a note is kept with one.
    expect(rows[2].note).toBe(note.replace('\r\n', '\n'))
    expect(head).toMatchObject({ log: 'Afterword', filter: '', end: { seq: 4, hash: previous } })
  })

  test('say in words what was hashed, the passage included', async () => {
    const [, ...rows] = await linesOf(cast.mo)
    for (const row of rows) {
      const hashed = JSON.parse(row.chained)
      expect([hashed[0], hashed[1], hashed[5], hashed[8], hashed[9], hashed[11], hashed[14] ?? '']).toEqual([row.seq, row.id, row.action, row.reason, row.note, Date.parse(row.at), row.passage])
    }
    expect(rows[3].passage).toBe('tail')
  })

  test('hold what a filter leaves, and say which', async () => {
    const [head, ...rows] = await linesOf(cast.noor, '?action=return&q=thought')
    expect(head.filter).toBe('q=thought&action=return')
    expect(rows.map(({ seq }) => seq)).toEqual([4])
  })
})

describe('the program in the guide', () => {
  const run = promisify(execFile)
  const check = async (name: string, text: string) => {
    const guide = await readFile(path.join(import.meta.dirname, '..', '..', '..', 'docs', 'log-export.md'), 'utf8')
    await writeFile(path.join(folder, 'check-log.mjs'), /```js\n(.*?)```/s.exec(guide)?.[1] ?? 'throw new Error("no program")')
    await writeFile(path.join(folder, name), text)
    return run(process.execPath, ['check-log.mjs', name], { cwd: folder }).then(({ stdout }) => stdout.trim(), (error) => String(error.stderr).trim())
  }

  test('finds a whole export whole, and a part of it as far as it goes', async () => {
    expect(await check('whole.jsonl', await (await ask(getLines, cast.mo)).text())).toBe('4 decisions, unbroken.')
    expect(await check('part.jsonl', await (await ask(getLines, cast.mo, `?by=${cast.mo.handle}`)).text())).toBe('3 decisions, unbroken.')
  })

  test.each<[string, (lines: string[]) => string[], string]>([
    ['a note that was changed in the words', (lines) => lines.map((line) => line.replace('"note":"Please', '"note":"Praise')), 'Decision 3 is not the one that was hashed.'],
    ['a note that was changed in what is hashed', (lines) => lines.map((line) => line.replaceAll('ünïcode', 'unicode')), 'Decision 3 was changed.'],
    ['a decision that was left out', (lines) => lines.filter((_, index) => index !== 2), 'Decision 3 follows a gap.'],
    ['an end that was cut off', (lines) => lines.slice(0, -1), 'The end is missing.'],
    ['two that changed places', ([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest], 'Decision 2 follows a gap.'],
  ])('notices %s', async (_, damage, said) => {
    const lines = (await (await ask(getLines, cast.mo)).text()).trimEnd().split('\n')
    expect(await check('damaged.jsonl', `${damage(lines).join('\n')}\n`)).toBe(said)
  })
})

/** Reads CSV by RFC 4180, written apart from what writes it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test('CSV says the same, and nothing in it is a formula', async () => {
  const [head = [], ...rows] = readCsv(await (await ask(getCsv, cast.mo)).text())
  const [, ...lines] = await linesOf(cast.mo)
  const text = head.indexOf('text')
  for (const [index, row] of rows.entries()) {
    expect(row).toHaveLength(head.length)
    for (const [place, name] of head.entries()) if (place !== text) expect(row[place]).toBe(String(lines[index][name] ?? ''))
  }
  expect(rows[2]?.[text]).toBe(`'=HYPERLINK("https://evil.example";"here") and words`)
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
})

test('the file has a name, is not shown as a page, and its head can be asked for alone', async () => {
  for (const get of [getCsv, headCsv]) {
    const { status, headers } = await ask(get, cast.mo)
    expect([status, headers.get('content-disposition'), headers.get('content-type')]).toEqual([
      200, expect.stringMatching(/^attachment; filename="afterword-log-\d{4}-\d\d-\d\d\.csv"$/), 'text/csv; charset=utf-8; header=present',
    ])
  }
})

test('only moderators get it, and a filter that names nothing is refused', async () => {
  for (const get of [getCsv, getLines]) {
    expect((await ask(get, null)).status).toBe(401)
    for (const person of [cast.rae, cast.ada]) {
      const refused = await ask(get, person)
      expect(refused.status).toBe(403)
      expect(await refused.text()).not.toContain('chained')
    }
    expect((await ask(get, cast.ida)).status).toBe(200)
    expect((await ask(get, cast.mo, '?by=nobody-here')).status).toBe(422)
  }
})

test('nothing is read before somebody takes it, and nothing more when they leave', async () => {
  const exported = await exportLog(cast.mo, logFilter(), 'jsonl', new Date())
  if (!exported.ok) throw new Error(exported.message)
  const parts = exported.value[Symbol.asyncIterator]()
  expect(String((await parts.next()).value)).toContain('"log":"Afterword"')
  await parts.return?.()
  expect((await parts.next()).done).toBe(true)
})

test('a failure on the way breaks the file off, so that nobody takes a part for the whole', async () => {
  async function* failing() {
    yield 'first\n'
    throw new Error('The database went away')
  }
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { GET } = download({ least: 'moderator', from: () => ({ path: '/', name: 'The front page' }) }, async () => done({ fileName: 'x.csv', type: 'text/csv', parts: failing() }))
  const answer = await ask(GET, cast.mo)
  await expect(answer.text()).rejects.toThrow('went away')
  said.mockRestore()
})

test('a file breaks off when whoever takes it loses the role, a right or the token on the way, and nothing more is read for it', async () => {
  const losses: [string, (who: SignedIn) => Promise<unknown>][] = [
    ['the role', ({ id }) => writer().person.update({ where: { id }, data: { role: 'reader' } })],
    ['a right', ({ id: personId }) => writer().measure.create({ data: { personId, kind: 'suspended', reason: 'Asleep', at: new Date(Date.now() - 1000) } })],
    ['the token', ({ id: personId }) => writer().apiToken.updateMany({ where: { personId }, data: { revokedAt: new Date() } })],
  ]
  for (const [what, lose] of losses) {
    const who = await person('mo', 'moderator')
    const made: string[] = []
    let ended = false
    async function* parts() {
      try {
        for (const part of ['one', 'two', 'three', 'four', 'five', 'six']) {
          made.push(part)
          if (part === 'three') await lose(who)
          yield part
        }
      } finally {
        ended = true
      }
    }
    const { GET } = download({ least: 'moderator', from: () => ({ path: '/', name: 'The front page' }) }, async () => done({ fileName: 'x.csv', type: 'text/csv', parts: parts() }))
    const answer = await ask(GET, who)
    expect(answer.status).toBe(200)
    await expect(answer.text(), what).rejects.toThrow('may not have it')
    expect([made, ended], what).toEqual([['one', 'two', 'three'], true])
  }
})
