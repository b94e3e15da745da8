import { readFileSync } from 'node:fs'
import path from 'node:path'
import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { grouped, milliseconds } from '../figures.ts'
import { promised } from './promised.ts'
import { serveWeighed } from './serve-weighed.ts'
import type { WeighedSite } from './serve-weighed.ts'
import { openWatcher } from './watch-page.ts'
import type { Watched } from './watch-page.ts'
import { sum, weighPage } from './weigh-page.ts'
import type { PageWeight } from './weigh-page.ts'
import { promisedWeight, weighThread } from './weigh-thread.ts'

const names: Record<keyof WeighedSite['pages'], string> = {
  essay: 'an essay', thread: 'an essay with 100 comments', front: 'the front page', work: 'a work', person: 'a person', series: 'a series',
}
const root = path.join(import.meta.dirname, '..', '..', '..')

/** What a reader without an account is sent and sees, page by page, and what the application adds for whoever has one. */
export async function reportWeight(bench: Bench) {
  const site = await serveWeighed(bench, 100)
  const pages = Object.entries(site.pages).map(([kind, address]) => ({ what: names[kind as keyof typeof names], address: site.url + address }))
  await reportThread(bench, site)
  const weighed = await stage('Weighing pages', () => inTurn(pages, async ({ what, address }) => ({ what, ...(await weighPage(address)) })))
  showWeights(bench, weighed)
  const watcher = await openWatcher()
  bench.atEnd(watcher.close)
  // The first of a page is made for whoever asks first; a reader is hardly ever that one.
  const watched = await stage('Watching pages on a slow line', () => inTurn(pages, async ({ what, address }) => ({ what, ...(await watcher.watch(address)) })))
  const signedIn = await stage('Watching with an account', () => watcher.watch(site.url + site.pages.thread, site.cookie))
  showWatched(bench, [...watched, { what: 'an essay with 100 comments, with an account', ...signedIn }])
  reportApplication(bench, signedIn)
}

async function inTurn<One, Other>(all: readonly One[], each: (one: One) => Promise<Other>): Promise<Other[]> {
  const done: Other[] = []
  for (const one of all) done.push(await each(one))
  return done
}

async function reportThread({ show, fail }: Bench, site: WeighedSite) {
  const weight = await weighThread(site.url + site.pages.thread, site.text)
  const ratio = weight.each / weight.wordpress
  show([
    ['Bytes for a reader', ''],
    [`a page of ${weight.comments} comments`, grouped(weight.page)], ['the same by gzip', grouped(weight.gzip)], ['the same by brotli', grouped(weight.brotli)],
    ['the module beside it, by gzip', grouped(weight.module)], ['one comment', grouped(weight.each)], ['the same one by WordPress', grouped(weight.wordpress)],
    ['ratio', ratio.toFixed(2)],
  ])
  if (ratio > promisedWeight) fail(`a comment weighs ${ratio.toFixed(2)} times what WordPress sends; ${promisedWeight} is promised`)
}

function showWeights({ show, fail }: Bench, pages: readonly ({ what: string } & PageWeight)[]) {
  show([
    ['Bytes of a page', 'HTML', 'gzip', 'brotli', 'of its shortest form', 'by gzip', 'of a bare one, by brotli', 'style, by gzip', 'files', 'scripts, by gzip', 'files', 'faces', 'files'],
    ...pages.map(({ what, html, gzip, brotli, ratio, bare, sheets, scripts, faces }) => [
      what, ...[html, gzip, brotli].map(grouped), ratio.plain.toFixed(3), ratio.gzip.toFixed(3), bare.brotli.toFixed(3),
      ...[sheets, scripts, faces].flatMap((files) => [grouped(sum(files)), String(files.length)]),
    ]),
  ])
  for (const { what, ratio, sheets, scripts, faces, inline, elsewhere } of pages) {
    const atMost = (name: string, found: number, most: number) => {
      if (found > most) fail(`${what}: ${name} ${found < 10 ? found.toFixed(3) : grouped(found)}; ${most < 10 ? most : grouped(most)} is promised`)
    }
    atMost('times its shortest form:', Math.max(ratio.plain, ratio.gzip), promised.ratio)
    atMost('style', sum(sheets), promised.sheets)
    atMost('scripts', sum(scripts), promised.module)
    atMost('faces', sum(faces), promised.faces)
    if (inline > 0) fail(`${what}: ${inline} scripts stand in the page`)
    if (elsewhere.length > 0) fail(`${what} asks others: ${elsewhere.join(', ')}`)
  }
}

function showWatched({ show, fail }: Bench, pages: readonly ({ what: string } & Watched)[]) {
  show([
    ['A phone, 1.6 Mbit/s, 150 ms, a quarter of the processor', 'first paint ms', 'largest paint ms', 'shift', 'requests', 'bytes'],
    ...pages.map(({ what, firstPaint, largestPaint, shift, requests, bytes }) => [what, milliseconds(firstPaint), milliseconds(largestPaint), shift.toFixed(4), String(requests), grouped(bytes)]),
  ])
  for (const { what, shift, elsewhere } of pages) {
    if (shift > promised.shift) fail(`${what}: what can be read moves by ${shift.toFixed(4)}; nothing is to move`)
    if (elsewhere.length > 0) fail(`${what} asks others: ${elsewhere.join(', ')}`)
  }
}

/** The framework's part are the scripts that its build names as those of every page; everything else is counted as ours. */
function reportApplication({ show, fail }: Bench, { scripts }: Watched) {
  const manifest: { rootMainFiles: string[] } = JSON.parse(readFileSync(path.join(root, '.next', 'build-manifest.json'), 'utf8'))
  const isFloor = ({ address }: Watched['scripts'][number]) => manifest.rootMainFiles.some((file) => address.endsWith(file))
  const [floor, ours] = [scripts.filter(isFloor), scripts.filter((each) => !isFloor(each))]
  show([
    ['Scripts of an essay with an account, by gzip', 'bytes', 'files'],
    ['of the framework, on every page', grouped(sum(floor)), String(floor.length)], ['ours', grouped(sum(ours)), String(ours.length)],
  ])
  if (sum(ours) > promised.application) fail(`our scripts with an account are ${grouped(sum(ours))} bytes; ${grouped(promised.application)} is promised`)
}
