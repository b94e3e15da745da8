import { Prisma } from '#database'
import type { NoticeRhythm } from '#database'
import { askTogether, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'
import { addJobs } from '#lib/jobs/add-job.ts'
import { mailClocks } from '#lib/notices/mail-clocks.ts'
import { mailDueAt } from '#lib/notices/mail-due-at.ts'
import { topicOf, usualRhythm } from '#lib/notices/topics.ts'

/** Something that somebody is to be told from `dueAt` on. */
export type NewNotice = { personId: string; kind: string; commentId: string | null; decisionId?: string; postId?: string; at: Date; dueAt: Date }

/** What becomes due within so many milliseconds is one mail. */
const slot = 10_000

/**
 * Writes down what people are to be told, each thing once, and asks for the mail about it in the rhythm that each has chosen.
 * @returns how many of them are new
 */
export async function writeNotices(tx: Transaction, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0
  const people = [...new Set(notices.map(({ personId }) => personId))]
  const { rhythmOf, chosen, site } = await askTogether({ rhythmOf: rhythmsOf(people), ...mailClocks(people) }, tx)
  const made = await tx.notice.createManyAndReturn({
    data: notices.map((notice) => ({ ...notice, mailDueAt: mailDueAt(rhythmOf(notice), notice.dueAt, chosen.get(notice.personId) ?? site) })),
    skipDuplicates: true,
    select: { personId: true, dueAt: true, mailDueAt: true },
  })
  await askForMail(tx, made.map(({ dueAt, ...due }) => ({ ...due, gathered: due.mailDueAt !== null && due.mailDueAt > dueAt })))
  return made.length
}

/** Mail that is due to somebody; `gathered` when they chose to have it with other things. */
type DueMail = { personId: string; mailDueAt: Date | null; gathered: boolean }

/** Asks for mail about what is due to people: one job for each of them and each moment. */
export async function askForMail(tx: Transaction, due: readonly DueMail[]): Promise<void> {
  const jobs = new Map<string, { personId: string; at: Date; gathered: boolean }>()
  for (const { personId, mailDueAt: moment, gathered } of due) {
    if (moment === null) continue
    const at = new Date(Math.ceil(moment.getTime() / slot) * slot)
    const key = `${personId}:${at.getTime()}`
    jobs.set(key, { personId, at, gathered: gathered && jobs.get(key)?.gathered !== false })
  }
  await addJobs(tx, 'mail-notices', [...jobs].map(([key, { personId, ...timing }]) => ({ key, ...timing, payload: { personId } })))
}

function rhythmsOf(personIds: string[]): Question<(notice: NewNotice) => NoticeRhythm> {
  return insideQuestion(
    Prisma.sql`SELECT s.person_id AS "personId", s.topic, s.rhythm::text AS rhythm FROM notice_setting s WHERE s.person_id = ANY (${personIds}::uuid[])`,
    (rows: { personId: string; topic: string; rhythm: NoticeRhythm }[]) => {
      const byKey = new Map(rows.map(({ personId, topic, rhythm }) => [`${personId} ${topic}`, rhythm]))
      return ({ personId, kind }) => byKey.get(`${personId} ${topicOf(kind)}`) ?? usualRhythm[topicOf(kind)]
    },
  )
}
