import { serveTasks } from '#lib/rendering/serve-tasks.ts'
import type { ImageTask } from './image-task.ts'
import { prepareImage } from './prepare-image.ts'

/**
 * In bytes. The largest image that is taken needs some 400 MB, seen with 60 megapixels that come line by line in several passes; a
 * file that wants more is not what it seems.
 */
const mostMemory = 700 * 1024 * 1024

/** What the library takes is outside the heap, so nothing else counts it. It works on threads of its own, and this goes on meanwhile. */
setInterval(() => {
  if (process.memoryUsage.rss() > mostMemory) process.exit(1)
}, 20).unref()

serveTasks(({ bytes }: ImageTask) => prepareImage(bytes))
