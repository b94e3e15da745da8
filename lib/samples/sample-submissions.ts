import { orderedId } from '#lib/ordered-id.ts'
import type { SampleComment, SampleVerdict } from '#lib/samples/add-sample-comments.ts'
import type { Cast } from '#lib/samples/sample-people.ts'
import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { sampleAdvert, sampleComment, sampleWithLink } from '#lib/samples/sample-texts.ts'
import type { PointedText } from '#lib/samples/sample-texts.ts'

/** Who sent what, and what the rules said of it. */
type Submission = Pick<SampleComment, 'authorId' | 'guestId' | 'source' | 'findings'>

/** A text that nobody decided about yet: mostly of known readers, some of new people and guests, an eighth of it advertising. */
export function sampleSubmission(cast: Cast, random: Random): Submission {
  const share = random()
  if (share < 0.12) return advert(pick(random, cast.advertisers).id, random)
  if (share < 0.32) return byNewcomer(pick(random, cast.newcomers).id, random)
  if (share < 0.4) return { authorId: null, guestId: pick(random, cast.guests), source: sampleComment(random), findings: [] }
  return { authorId: pick(random, cast.readers).id, guestId: null, ...(random() < 0.15 ? pointed(sampleWithLink(random)) : plain(random)) }
}

function advert(authorId: string, random: Random): Submission {
  const text = pointed(sampleAdvert(random))
  return { authorId, guestId: null, source: text.source, findings: [...text.findings, unknownPerson] }
}

function byNewcomer(authorId: string, random: Random): Submission {
  const text = random() < 0.1 ? pointed(sampleWithLink(random)) : plain(random)
  return { authorId, guestId: null, source: text.source, findings: [...text.findings, unknownPerson] }
}

function plain(random: Random): Pick<Submission, 'source' | 'findings'> {
  return { source: sampleComment(random), findings: [] }
}

const unknownPerson: SampleComment['findings'][number] = {
  rule: 'new-person', severity: 'note', message: 'No text of this person was approved yet.', matches: [],
}

function pointed({ source, links, words }: PointedText): Pick<Submission, 'source' | 'findings'> {
  const findings: SampleComment['findings'] = []
  if (links.length > 5) findings.push({ rule: 'too-many-links', severity: 'hold', message: `Holds ${links.length} links.`, matches: links })
  if (words.length > 0) findings.push({ rule: 'banned-words', severity: 'hold', message: 'Holds a word from the list.', matches: words })
  return { source, findings }
}

/** What a moderator made of it: advertising goes, of the rest a tenth is returned or rejected. */
export function sampleVerdict(submission: Submission, byId: string, at: Date, random: Random): SampleVerdict {
  const decided = { byId, at: at.toISOString() }
  const holds = submission.findings.some(({ severity }) => severity === 'hold')
  if (holds || /https:.*\/offer\//.test(submission.source)) return { action: 'reject', reasonCode: 'spam', ...decided }
  const share = random()
  if (share < 0.05) return { action: 'return', reasonCode: pick(random, ['unkind', 'spoiler']), ...decided }
  if (share < 0.1) return { action: 'reject', reasonCode: pick(random, ['off-topic', 'repeat', 'unreadable']), ...decided }
  return { action: 'approve', reasonCode: '', ...decided }
}

/** A comment for a moment, with ids that sort by it. */
export function sampleCommentOf(submission: Submission, submittedAt: Date, verdict: SampleVerdict | null): SampleComment {
  const newId = () => orderedId(submittedAt)
  return {
    id: newId(), revisionId: newId(), itemId: newId(), decisionId: newId(), parentId: null, ...submission,
    submittedAt: submittedAt.toISOString(), verdict,
  }
}
