import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '#lib/samples/sample-random.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { parts, runFaults } from './run-faults.ts'
import { shortSizes } from './sizes.ts'

// The short form of `npm run test:faults`.

const seed = Number(process.env.AFTERWORD_SEED) || Math.floor(Math.random() * 2 ** 31)
const ending: (() => Promise<unknown> | void)[] = []
const all = new Map<string, Findings>()

beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-faults-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const faults: Faults = { random: randomFrom(seed), sizes: shortSizes, folder, say: () => {}, atEnd: (stop) => void ending.push(stop) }
  const names = Object.keys(parts)
  for (const [place, findings] of (await runFaults(faults, names, () => {})).entries()) all.set(names[place] ?? '', findings)
}, 600_000)

afterAll(async () => {
  for (const stop of ending.splice(0).reverse()) await stop()
})

test.each(Object.keys(parts))('%s', (name) => {
  const findings = all.get(name)
  expect(findings?.broken, `AFTERWORD_SEED=${seed}\n${findings?.table()}`).toEqual([])
})
