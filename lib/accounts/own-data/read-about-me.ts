import { publicReader, reader } from '#lib/database.ts'
import { isVerdictUntold } from '#lib/moderation/names/untold-name.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** A part of the file that is a list; the others are one thing. */
export function isPart(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** All parts that are short: the account, where one is signed in, what one follows, has begun, has reported, and what holds for one. */
export async function readAboutMe({ id }: SignedIn, now: Date) {
  const own = { where: { personId: id } }
  const [person, identities, sessions, tokens, settings, clock, follows, mutes, visits, drafts, reports, measures, guests, reading] = await Promise.all([
    reader().person.findUniqueOrThrow({ where: { id }, select: account }),
    reader().identity.findMany({ ...own, select: { provider: true, subject: true, createdAt: true } }),
    reader().session.findMany({ ...own, orderBy: { createdAt: 'asc' }, select: { createdAt: true, expiresAt: true } }),
    reader().apiToken.findMany({ ...own, orderBy: { createdAt: 'asc' }, select: { createdAt: true, revokedAt: true } }),
    reader().noticeSetting.findMany({ ...own, select: { topic: true, rhythm: true } }),
    reader().mailClock.findUnique({ where: { personId: id }, select: { timeZone: true } }),
    reader().follow.findMany({ ...own, orderBy: { at: 'asc' }, select: { postId: true, commentId: true, authorId: true, wanted: true, at: true } }),
    reader().mute.findMany({ ...own, orderBy: { at: 'asc' }, select: { mutedId: true, at: true } }),
    reader().threadVisit.findMany({ ...own, orderBy: { at: 'asc' }, select: { postId: true, since: true, until: true, at: true } }),
    reader().replyDraft.findMany({ ...own, orderBy: { savedAt: 'asc' }, select: { postId: true, parentId: true, body: true, savedAt: true, aside: true, asideAt: true } }),
    reader().report.findMany({ where: { reporterId: id }, orderBy: { at: 'asc' }, select: { reasonCode: true, note: true, at: true, reviewItem: { select: { commentId: true } } } }),
    // A note is the team's; who took or lifted a measure is theirs as well.
    reader().measure.findMany({ where: { personId: id, kind: { not: 'note' } }, orderBy: { at: 'asc' }, select: { kind: true, reason: true, at: true, until: true, everySeconds: true, liftedAt: true } }),
    reader().guest.findMany({ ...own, select: { name: true, email: true, website: true } }),
    reader().readingChoice.findMany({ ...own, orderBy: { topic: 'asc' }, select: { topic: true, way: true } }),
  ])
  const { passwordHash, ...profile } = person
  const mail = await readMail(person)
  const security = await reader().securityEvent.findMany({ ...own, orderBy: { at: 'asc' }, select: { at: true, kind: true, about: true, network: true } })
  const namesAskedFor = await readNames(id)
  const handles = await handlesOf([...follows.map(({ authorId }) => authorId), ...mutes.map(({ mutedId }) => mutedId)])
  return {
    account: { ...profile, hasPassword: passwordHash !== null },
    namesAskedFor,
    importedAs: guests,
    signsInWith: identities,
    sessions: sessions.map((session) => ({ ...session, over: session.expiresAt <= now })),
    tokens,
    mailRhythms: settings,
    mailClock: clock?.timeZone ?? null,
    readingChoices: reading,
    follows: follows.map(({ authorId, ...follow }) => ({ ...follow, author: authorId && (handles.get(authorId) ?? null) })),
    mutes: mutes.map(({ mutedId, at }) => ({ person: handles.get(mutedId) ?? null, at })),
    visits,
    drafts,
    reports: reports.map(({ reviewItem, ...report }) => ({ commentId: reviewItem.commentId, ...report })),
    measures,
    mail,
    security,
  }
}

const account = {
  id: true, handle: true, name: true, email: true, emailVerifiedAt: true, role: true, pronouns: true, biography: true, website: true, createdAt: true,
  suspendedAt: true, suspendedUntil: true, suspensionReason: true, passwordHash: true,
} as const

/** A refusal that is not told yet is none, for whoever asked. */
async function readNames(personId: string) {
  const names = await reader().chosenName.findMany({ where: { personId }, orderBy: [{ chosenAt: 'asc' }, { id: 'asc' }], select: { name: true, state: true, chosenAt: true } })
  const untold = await isVerdictUntold(reader(), personId)
  return names.map((name, place) => ({ ...name, state: untold && place === names.length - 1 ? 'held' : name.state }))
}

/** An address that was only claimed may be somebody else's. What a mail says may hold a link that lets one in, so its subject is enough. */
async function readMail({ email, emailVerifiedAt }: { email: string | null; emailVerifiedAt: Date | null }) {
  if (!email || !emailVerifiedAt) return []
  return reader().mail.findMany({ where: { to: email, createdAt: { gte: emailVerifiedAt } }, orderBy: { createdAt: 'asc' }, select: { subject: true, createdAt: true, sentAt: true } })
}

async function handlesOf(ids: (string | null)[]): Promise<Map<string, string>> {
  const people = await publicReader().publishedPerson.findMany({ where: { id: { in: ids.filter((each) => each !== null) } }, select: { id: true, handle: true } })
  return new Map(people.map(({ id, handle }) => [id, handle]))
}
