import path from 'node:path'
import { buildApp } from '../../../scripts/build-app.ts'
import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { figuresOf, milliseconds } from '../figures.ts'
import { cores, measureStart } from './measure-start.ts'
import type { Start } from './measure-start.ts'

/** How often it is started again. */
const rounds = 5
/** From `npm start` until it is ready, once there is a build and a database, in milliseconds. */
const promisedStart = 5_000

/** `npm start` as a person calls it: the first on an empty data folder with a build, and the ones after it, on which nothing has changed. */
export async function reportStart({ folder, show, fail }: Bench) {
  await buildApp()
  const data = path.join(folder, 'started')
  const first = await stage('Starting for the first time', () => measureStart(data))
  const again: Start[] = []
  await stage('Starting again', async (tell) => {
    // The second one still compiles what the first one had no need of.
    await measureStart(data)
    for (let round = 0; round < rounds; round++) {
      tell(`${round} of ${rounds}`)
      again.push(await measureStart(data))
    }
  })
  const ready = again.map((start) => start.ready)
  const names = [...(again[0]?.steps.keys() ?? [])]
  const median = (read: (start: Start) => number | undefined) => milliseconds(figuresOf(again.flatMap((start) => read(start) ?? [])).median)
  show([
    [`Milliseconds of npm start on ${cores} cores`, 'ended at', 'took'],
    ...names.map((name) => [name, median(({ steps }) => steps.get(name)?.at), median(({ steps }) => steps.get(name)?.took)]),
  ])
  show([
    ['Milliseconds until it is ready', 'median', 'least', 'most', 'of the processor'],
    ['the first time, with a build', milliseconds(first.ready), '', '', milliseconds(first.processor)],
    ['again', milliseconds(figuresOf(ready).median), milliseconds(Math.min(...ready)), milliseconds(Math.max(...ready)), median(({ processor }) => processor)],
  ])
  if (figuresOf(ready).median > promisedStart) fail(`npm start takes ${milliseconds(figuresOf(ready).median)} ms; ${milliseconds(promisedStart)} is promised`)
}
