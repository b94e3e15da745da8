import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { openPost } from '#lib/mail/hand-over.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'

// A process that does jobs until it is killed. Its settings come with its environment.
keepDoingJobs(siteTasks(openPost()), (trouble) => void process.stderr.write(`${trouble}\n`))
