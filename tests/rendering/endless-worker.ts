import { setTimeout as sleep } from 'node:timers/promises'
import { serveTasks } from '#lib/rendering/serve-tasks.ts'

// Answers what it is asked, except when it is asked to go on for ever, to sleep, to eat, who it is, or what it was told.
serveTasks(async (task: string) => {
  while (task === 'for ever');
  if (task === 'sleep') await sleep(30_000)
  if (task === 'eat') return String(eat(800).length)
  if (task === 'told') return JSON.stringify(process.env)
  return task === 'who' ? String(process.pid) : task
})

/** So many megabytes at once. */
function eat(megabytes: number): number[][] {
  return Array.from({ length: megabytes }, (_, at) => Array.from({ length: 131_072 }, (_, place) => at + place / 3))
}
