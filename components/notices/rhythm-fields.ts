import type { FormField } from '#components/people/answering-form.tsx'
import { dailyHour } from '#lib/notices/mail-due-at.ts'
import type { Following } from '#lib/notices/read-following.ts'
import { topics } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'

const labels: Record<Topic, string> = {
  moderation: 'What became of your texts and reports',
  reply: 'Replies to your comments',
  mention: 'Comments that mention you',
  thread: 'Conversations and branches that you follow',
  post: 'Essays by people you follow',
}

const choices = [
  { value: 'at_once', label: 'At once' },
  { value: 'hourly', label: 'Every hour, in one mail' },
  { value: 'daily', label: `Every day at ${dailyHour}:00 UTC, in one mail` },
  { value: 'off', label: 'Never' },
]

/** One choice for each topic. */
export function rhythmFields(rhythms: Following['rhythms']): FormField[] {
  return topics.map((topic) => ({ kind: 'choice', name: topic, label: labels[topic], required: true, defaultValue: rhythms[topic], options: choices }))
}
