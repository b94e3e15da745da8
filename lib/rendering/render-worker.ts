import { renderMarkdown, sanitiseHtml } from './render-markdown.ts'
import type { RenderingTask } from './render-in-worker.ts'
import { serveTasks } from './serve-tasks.ts'

// The first text of a fresh process takes ten times as long as the next; it should not be a person's.
renderMarkdown('# One\n\n- *two* [three](https://example.org)[^1]\n\n> four\n\n[^1]: `five`', 'essay')

serveTasks(({ format, source, profile, options }: RenderingTask) => (format === 'html' ? sanitiseHtml : renderMarkdown)(source, profile, options))
