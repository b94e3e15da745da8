import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { askSocket } from '../load/watched-site.ts'
import type { Held } from '../load/watched-site.ts'
import { growthOf, judge } from './growth.ts'
import type { Point } from './growth.ts'
import { grownBetween, holdersOfNew, readSnapshot } from './snapshot.ts'

const pointsOf = (values: number[]): Point[] => values.map((value, at) => ({ visits: 1_000 * (at + 1), value }))

test.each<[what: string, verdict: string, values: number[]]>([
  ['nothing grows', 'kept', [5, 5, 5, 5, 5, 5, 5]],
  ['it sways and does not grow', 'kept', [50_000, 10_000, 40_000, 0, 50_000, 20_000, 10_000, 40_000, 20_000]],
  ['one look is at a bad moment', 'kept', [0, 0, 0, 900_000, 0, 0, 0, 0, 0]],
  ['it grows by more than is allowed', 'broken', [0, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000]],
  ['it grows so, and sways', 'broken', [30_000, 80_000, 210_000, 290_000, 420_000, 480_000, 620_000, 690_000]],
  ['it sways too much to say', 'open', [0, 900_000, 100_000, 700_000, 0, 900_000, 300_000, 1_000_000]],
])('%s: %s', (_, verdict, values) => {
  expect(judge(growthOf(pointsOf(values)), 48)).toBe(verdict)
})

test('the slope is the median of all pairs', () => {
  expect(growthOf(pointsOf([0, 2_000, 4_000, 6_000, 8_000])).likeliest).toBe(2)
  expect(() => growthOf(pointsOf([1, 2, 3, 4]))).toThrow(RangeError)
})

/** A server that does nothing, and keeps so many bytes of every request on purpose. */
async function startBare(planted: number, onTestFinished: (end: () => void) => void) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-bare-'))
  const socket = path.join(folder, 'figures')
  const figures = pathToFileURL(path.join(import.meta.dirname, '..', 'load', 'tell-figures.mjs')).href
  const server = fork(path.join(import.meta.dirname, 'bare', 'server.ts'), {
    execArgv: ['--no-warnings', `--import=${figures}`], env: { ...process.env, AFTERWORD_FIGURES: socket, AFTERWORD_PLANTED: String(planted) },
  })
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  onTestFinished(() => {
    agent.destroy()
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const [{ port }] = (await once(server, 'message')) as [{ port: number }]
  const visit = (count: number) => Promise.all(Array.from({ length: 8 }, async () => {
    for (let made = 0; made < count / 8; made++) await new Promise((resolve) => void http.get({ host: '127.0.0.1', port, agent }, (answer) => answer.resume().on('end', resolve)))
  }))
  return { visit, look: async () => (await askSocket(socket, '/heap')) as Pick<Held, 'heapUsed' | 'code'>, snapshot: async () => readSnapshot((await askSocket(socket, '/snapshot')) as string) }
}

const between = 400

async function lookOften({ visit, look }: Awaited<ReturnType<typeof startBare>>): Promise<Point[]> {
  await visit(1_000)
  const points: Point[] = []
  for (let round = 1; round <= 6; round++) {
    await visit(between)
    const { heapUsed, code } = await look()
    points.push({ visits: round * between, value: heapUsed - code })
  }
  return points
}

test.concurrent('a server that keeps a hundred bytes of every visit is found, and what holds them has its name', async ({ expect, onTestFinished }) => {
  const bare = await startBare(100, onTestFinished)
  const before = await bare.snapshot()
  const growth = growthOf(await lookOften(bare))
  expect(judge(growth, 48), JSON.stringify(growth)).toBe('broken')
  expect(growth.likeliest).toBeGreaterThan(90)
  const after = await bare.snapshot()
  expect(grownBetween(before, after).find(({ kind }) => kind === '(string)')?.count).toBeGreaterThan(6 * between)
  expect(holdersOfNew(before, after)[0]?.holder).toContain('Array (kept)')
}, 90_000)

test.concurrent('a server that keeps nothing is not', async ({ expect, onTestFinished }) => {
  const growth = growthOf(await lookOften(await startBare(0, onTestFinished)))
  expect(judge(growth, 48), JSON.stringify(growth)).toBe('kept')
}, 90_000)
