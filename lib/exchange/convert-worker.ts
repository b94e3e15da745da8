import { parentPort } from 'node:worker_threads'
import { convertMarkup } from './wordpress-markup.ts'
import type { MarkupTask } from './wordpress-markup.ts'

// The entry of the thread that converts texts: one task at a time, one answer each.
parentPort?.on('message', (task: MarkupTask) => parentPort?.postMessage(convertMarkup(task)))
parentPort?.postMessage('ready')
