import type { FormField } from '#components/people/answering-form.tsx'
import { dailyHour } from '#lib/notices/mail-due-at.ts'
import type { Following } from '#lib/notices/read-following.ts'
import { topics } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { listTimeZones } from '#lib/time-zones.ts'

const labels: Record<Topic, string> = {
  moderation: 'What became of your texts and reports',
  invitation: 'Invitations to write an essay with others',
  reply: 'Replies to your comments, and thanks for them',
  mention: 'Comments that mention you',
  essay: 'Comments under your essays',
  thread: 'Conversations and branches that you follow',
  post: 'Essays by people you follow',
}

const choices = [
  { value: 'at_once', label: 'At once' },
  { value: 'hourly', label: 'Every hour, in one mail' },
  { value: 'daily', label: `Every day at ${dailyHour}:00, in one mail` },
  { value: 'off', label: 'Never' },
]

/** What concerns only those who write essays. */
const ofAuthors: readonly Topic[] = ['essay', 'invitation']

/** One choice for each topic, and by whose clock a day is one. @param writes they write essays here, so somebody may comment on them */
export function rhythmFields({ rhythms, timeZone, siteTimeZone }: Pick<Following, 'rhythms' | 'timeZone' | 'siteTimeZone'>, writes: boolean): FormField[] {
  const byTopic = topics.filter((topic) => writes || !ofAuthors.includes(topic)).map((topic): FormField => ({ kind: 'choice', name: topic, label: labels[topic], required: true, defaultValue: rhythms[topic], options: choices }))
  const zones = [{ value: '', label: `That of this site (${sayZone(siteTimeZone)})` }, ...listTimeZones().map((zone) => ({ value: zone, label: sayZone(zone) }))]
  return [...byTopic, { kind: 'choice', name: 'timeZone', label: 'Your time zone', defaultValue: timeZone, options: zones, help: 'Mail that comes every day comes by this clock.' }]
}

/** `America/Argentina/Buenos_Aires` as people read it. */
function sayZone(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ')
}
