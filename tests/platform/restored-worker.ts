import { runCommand } from '#lib/command.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { openPost } from '#lib/mail/hand-over.ts'
import { adoptWaiting } from '#lib/moderation/notices/adopt-waiting.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { operator } from '#lib/viewer.ts'

// What a site does for its jobs when it starts, and from then on, until it is killed. Its settings come with its environment.
await runCommand(adoptWaiting, operator, {})
keepDoingJobs(siteTasks(openPost()), (trouble) => void process.stderr.write(`${trouble}\n`))
process.send?.('working')
