import path from 'node:path'
import { stage } from '../../../scripts/progress.mjs'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'
import { startWorker } from '../start-worker.ts'
import { promisedWeight, weighThread } from './weigh-thread.ts'

/** What a reader without an account is sent for a thread of a hundred comments, and what one of them takes of it. */
export async function reportWeight({ database, folder, show, fail }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'weighed')
  const worker = startWorker(url, data)
  await worker.chore('seed', { posts: 1, comments: 100, pending: 0, decided: 0 })
  await worker.end()
  const weight = await stage('Weighing a thread of 100', () => weighThread(url, data))
  const ratio = weight.each / weight.wordpress
  show([
    ['Bytes for a reader', ''],
    [`a page of ${weight.comments} comments`, grouped(weight.page)], ['the same by gzip', grouped(weight.gzip)], ['the same by brotli', grouped(weight.brotli)],
    ['the module beside it, by gzip', grouped(weight.module)], ['one comment', grouped(weight.each)], ['the same one by WordPress', grouped(weight.wordpress)],
    ['ratio', ratio.toFixed(2)],
  ])
  if (ratio > promisedWeight) fail(`a comment weighs ${ratio.toFixed(2)} times what WordPress sends; ${promisedWeight} is promised`)
}
