import { blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import type { Insights } from '#lib/moderation/insights/read-insights.ts'
import { wilsonInterval } from '#lib/moderation/insights/wilson-interval.ts'
import type { Cell } from '#lib/write-csv.ts'

/** The figures of one part of the page, as they can be copied: what is drawn, and no more and no less. */
export type InsightTable = { columns: string[]; rows: Cell[][] }

export const insightParts = ['waiting', 'waits', 'hours', 'weekdays', 'moderators', 'verdicts', 'reasons', 'corrections', 'agreement'] as const
export type InsightPart = (typeof insightParts)[number]

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Every part of the insights as a table. Durations are in seconds, shares between 0 and 1. */
export function tabulateInsights(insights: Insights): Record<InsightPart, InsightTable> {
  const step = insights.range.step === 'day' ? 'day' : 'week from'
  return {
    waiting: { columns: ['kind', 'waiting', 'oldest sent'], rows: insights.waiting.map(({ noun, count, oldest }) => [noun, count, oldest?.toISOString() ?? null]) },
    waits: {
      columns: [step, 'texts', 'median seconds', '95th percentile seconds'],
      rows: [...insights.waits.map(({ start, texts, median, p95 }) => [dayOf(start), texts, whole(median), whole(p95)]), ['all', insights.wait.texts, whole(insights.wait.median), whole(insights.wait.p95)]],
    },
    hours: { columns: ['hour (UTC)', 'texts sent', 'texts decided'], rows: insights.hours.map(({ sent, decided }, hour) => [hour, sent, decided]) },
    weekdays: { columns: ['day (UTC)', 'texts sent', 'texts decided'], rows: insights.weekdays.map(({ sent, decided }, place) => [weekdays[place] ?? '', sent, decided]) },
    moderators: {
      columns: ['moderator', 'decisions', 'approved', 'returned', 'rejected', 'other', 'taken back', 'turned round'],
      rows: insights.moderators.map((each) => [each.name, each.decisions, each.approve, each.return, each.reject, each.other, each.undone, each.overturned]),
    },
    verdicts: {
      columns: [step, 'approved', 'returned', 'rejected', 'share approved', 'share returned', 'share rejected'],
      rows: insights.verdicts.map((each) => [dayOf(each.start), each.approve, each.return, each.reject, ...blindVerdicts.map((verdict) => share(each[verdict], decidedOf(each)))]),
    },
    reasons: { columns: ['reason', 'decisions'], rows: insights.reasons.map(({ label, count }) => [label, count]) },
    corrections: {
      columns: ['decision', 'made', 'taken back', 'turned round on appeal', 'turned round in a second look'],
      rows: insights.corrections.map(({ action, decisions, undone, appealed, secondLook }) => [action, decisions, undone, appealed, secondLook]),
    },
    agreement: tabulateAgreement(insights.agreement),
  }
}

/** How many readings agreed: overall, and of the texts that were decided in one way. */
export function agreementOf(pairs: Insights['agreement'], decided?: string) {
  const asked = pairs.filter((pair) => decided === undefined || pair.decided === decided)
  const total = asked.reduce((sum, { count }) => sum + count, 0)
  const same = asked.filter((pair) => pair.decided === pair.blind).reduce((sum, { count }) => sum + count, 0)
  return { same, total, share: share(same, total), interval: wilsonInterval(same, total) }
}

function tabulateAgreement(pairs: Insights['agreement']): InsightTable {
  const row = (name: string, decided?: string): Cell[] => {
    const { total, share: part, interval } = agreementOf(pairs, decided)
    const counts = blindVerdicts.map((blind) => pairs.filter((pair) => pair.blind === blind && (decided === undefined || pair.decided === decided)).reduce((sum, { count }) => sum + count, 0))
    return [name, ...counts, total, part, round(interval?.low), round(interval?.high)]
  }
  return {
    columns: ['decided', 'blind: approve', 'blind: return', 'blind: reject', 'readings', 'share equal', 'from', 'to (95 %)'],
    rows: [...blindVerdicts.map((decided) => row(decided, decided)), row('all')],
  }
}

export function decidedOf(each: { approve: number; return: number; reject: number }): number {
  return each.approve + each.return + each.reject
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : round(part / whole)
}

function round(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10_000) / 10_000
}

function whole(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds)
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
