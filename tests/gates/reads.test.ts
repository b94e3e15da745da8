import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { anonymous, permitRole, roles } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'
import { readSources } from '../architecture/read-sources.ts'

// What is read for the team alone is asked by itself, without the page around it: it says no to whoever may not, before it looks at anything.

const root = path.resolve(import.meta.dirname, '../..')

/** Who may ask for it, by the file and the name of the read. */
const whoMay: Record<string, Record<string, ViewerRole>> = {
  'lib/accounts/read-own-series.ts': { readOwnSeries: 'author' },
  'lib/exchange/pictures/read-imports.ts': { readImports: 'administrator' },
  'lib/house/read-guidelines-versions.ts': { readGuidelinesVersions: 'administrator' },
  'lib/mail/read-mail.ts': { readMail: 'administrator' },
  'lib/moderation/bulk/read-bulk.ts': { readBulk: 'moderator', readBulkProgress: 'moderator', listBulks: 'moderator' },
  'lib/moderation/bulk/read-group.ts': { readGroup: 'moderator' },
  'lib/moderation/bulk/read-groups.ts': { readGroups: 'moderator' },
  'lib/moderation/cases/read-case.ts': { readCases: 'moderator' },
  'lib/moderation/decisions/read-moderable.ts': { readModerable: 'moderator' },
  'lib/moderation/decisions/read-precedents.ts': { readPrecedents: 'moderator' },
  'lib/moderation/desk/read-contexts.ts': { readContexts: 'moderator' },
  'lib/moderation/desk/read-new.ts': { readNew: 'moderator' },
  'lib/moderation/desk/read-queue.ts': { readQueue: 'moderator', readItem: 'moderator' },
  'lib/moderation/guest-posts/find-guest-item.ts': { guestItemOf: 'moderator' },
  'lib/moderation/insights/read-blind.ts': { readBlindText: 'moderator', readBlindAnswer: 'moderator' },
  'lib/moderation/insights/read-insights.ts': { readInsights: 'moderator' },
  'lib/moderation/live/read-presence.ts': { readPresence: 'moderator' },
  'lib/moderation/log/export-log.ts': { exportLog: 'moderator' },
  'lib/moderation/log/read-deciders.ts': { readDeciders: 'moderator' },
  'lib/moderation/log/read-log-setting.ts': { readLogSetting: 'administrator' },
  'lib/moderation/log/read-log.ts': { readLog: 'moderator', readLately: 'moderator' },
  'lib/moderation/log/read-story.ts': { readStory: 'moderator' },
  'lib/moderation/people/find-people.ts': { findPeople: 'moderator' },
  'lib/moderation/people/read-person-page.ts': { readPersonPage: 'moderator' },
  'lib/moderation/people/read-person-record.ts': { readPersonRecord: 'moderator' },
  'lib/moderation/rules/list-rules.ts': { listRules: 'moderator' },
  'lib/moderation/rules/read-rehearsal.ts': { readRehearsal: 'moderator' },
  'lib/moderation/rules/read-rule.ts': { readRule: 'moderator' },
  'lib/people/list-people.ts': { listPeople: 'administrator' },
  'lib/people/read-member.ts': { readMember: 'administrator' },
  'lib/people/security/read-security-log.ts': { readSecurityLog: 'administrator' },
  'lib/posts/publishing/advice/read-advice.ts': { readAdvice: 'author' },
  'lib/posts/publishing/read-publishing.ts': { readPublishing: 'author' },
  'lib/posts/writing/read-own-notes.ts': { readOwnNotes: 'author' },
  'lib/works/read-mergers.ts': { readMergers: 'moderator' },
}

/** Some have nothing to say in the place of a no, or ask nothing. */
const sayNothing: Record<string, unknown> = { readModerable: new Map(), readAdvice: [], readMergers: [], guestItemOf: null }

const people: [string, Viewer][] = [
  ['nobody', anonymous],
  ...roles.filter((role) => role !== 'anonymous' && role !== 'operator').flatMap((role): [string, Viewer][] => {
    const viewer: Viewer = { ...anonymous, id: '00000000-0000-7000-8000-000000000000', handle: role, role, emailVerified: true }
    return [[role, viewer], [`a suspended ${role}`, { ...viewer, suspended: true }]]
  }),
]

/** The exported functions that begin by asking whether a viewer has a role. */
function askingReads(): string[] {
  const begins = /^export (?:async )?function (\w+)\(viewer: Viewer\b.*\{\n.*\bpermitRole\(viewer, '/gm
  return readSources('lib').flatMap(({ path: file, text }) => [...text.matchAll(begins)].map(([, name]) => `${file} ${name}`))
}

test('every read that asks for a role has a line here', () => {
  const named = Object.entries(whoMay).flatMap(([file, reads]) => Object.keys(reads).map((name) => `${file} ${name}`))
  expect(askingReads().toSorted()).toEqual(named.toSorted())
})

describe.each(Object.entries(whoMay))('%s', (file, reads) => {
  test.each(Object.entries(reads))('%s is for a role of at least %s', async (name, role) => {
    const module: Record<string, (...all: unknown[]) => unknown> = await import(path.join(root, file))
    for (const [who, viewer] of people) {
      const stranger = permitRole(viewer, role)
      if (!stranger) continue
      // Nothing has this name, so that whatever were looked for would be told otherwise.
      const asked = await module[name]?.(viewer, 'no name of anything')
      const answer = name === 'guestItemOf' ? (asked as { rows: unknown }).rows : asked
      expect([who, answer]).toEqual([who, name in sayNothing ? sayNothing[name] : stranger])
    }
  })
})
