import { serveTasks } from '#lib/rendering/serve-tasks.ts'

// Answers what it is asked, except when it is asked to go on for ever, or who it is.
serveTasks((task: string) => {
  while (task === 'for ever');
  return task === 'who' ? String(process.pid) : task
})
