import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '#lib/samples/sample-random.ts'
import type { Faults } from './faults.ts'
import { parts, prepareFaults } from './run-faults.ts'
import { shortSizes } from './sizes.ts'
import type { Stage } from './stage.ts'

// The short form of `npm run test:faults`.

const seed = Number(process.env.AFTERWORD_SEED) || Math.floor(Math.random() * 2 ** 31)
const ending: (() => Promise<unknown> | void)[] = []
let faults: Faults
let stage: Stage

beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-faults-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  faults = { random: randomFrom(seed), sizes: shortSizes, folder, say: () => {}, atEnd: (stop) => void ending.push(stop) }
  stage = await prepareFaults(faults)
}, 400_000)

afterAll(async () => {
  for (const stop of ending.splice(0).reverse()) await Promise.resolve(stop()).catch(() => {})
})

test.each(Object.entries(parts))('%s', async (_, part) => {
  const findings = await part(faults, stage)
  expect(findings.broken, `AFTERWORD_SEED=${seed}\n${findings.table()}`).toEqual([])
}, 300_000)
