import { parentPort } from 'node:worker_threads'
import { renderMarkdown, sanitiseHtml } from './render-markdown.ts'
import type { RenderingTask } from './render-in-worker.ts'

// The entry of the worker thread: one task at a time, one answer each. An error ends the thread, and its owner says so.
parentPort?.on('message', (task: RenderingTask) => {
  const render = task.format === 'html' ? sanitiseHtml : renderMarkdown
  parentPort?.postMessage(render(task.source, task.profile, task.options))
})
// The first text of a fresh thread takes ten times as long as the next; it should not be a person's.
renderMarkdown('# One\n\n- *two* [three](https://example.org)[^1]\n\n> four\n\n[^1]: `five`', 'essay')
parentPort?.postMessage('ready')
