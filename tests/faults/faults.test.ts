import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Findings } from './faults.ts'
import { beginFaults, parts } from './run-faults.ts'
import { shortSizes } from './sizes.ts'

// The short form of `npm run test:faults`.

const seed = Number(process.env.AFTERWORD_SEED) || Math.floor(Math.random() * 2 ** 31)
const ending: (() => Promise<unknown> | void)[] = []
let running: Record<string, Promise<Findings>>

beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-faults-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  running = await beginFaults({ seed, sizes: shortSizes, folder, say: () => {}, atEnd: (stop) => void ending.push(stop) })
}, 400_000)

afterAll(async () => {
  for (let stop = ending.pop(); stop; stop = ending.pop()) await Promise.resolve().then(stop).catch(() => {})
})

test.each(Object.keys(parts))('%s', async (part) => {
  const findings = await running[part]
  expect(findings?.broken, `AFTERWORD_SEED=${seed}\n${findings?.table()}`).toEqual([])
}, 300_000)
