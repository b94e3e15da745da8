import { convertInWorker } from './convert-in-worker.ts'
import { guestName, holdsAddress } from './names-to-show.ts'
import { fingerprintOf, textFrom } from './planned-text.ts'
import type { ImportProblem, PlannedText } from './planned-text.ts'
import { planThread } from './plan-thread.ts'
import type { Displacement, Placeable } from './plan-thread.ts'
import { readMoment } from './read-moment.ts'
import type { ImportedAuthor } from './resolve-authors.ts'
import type { Survey } from './survey-export.ts'
import { visibleWords } from './visible-words.ts'
import type { WxrComment, WxrItem } from './wxr-records.ts'

/** The address is kept for claiming the comment later and is shown to nobody. */
export type PlannedGuest = { key: string; name: string; email: string; website: string }

export type PlannedComment = PlannedText & {
  key: string
  parentKey: string | null
  depth: number
  at: Date
  published: boolean
  /** The author who wrote it, or else the guest. */
  login: string | null
  guest: PlannedGuest | null
}

export type PlannedPing = { key: string; kind: 'pingback' | 'trackback'; title: string; url: string; text: string; at: Date; approved: boolean }

export type PlannedThread = {
  comments: PlannedComment[]
  pings: PlannedPing[]
  leftOut: string[]
  /** How many were signed with an e-mail address, which is not shown. */
  hiddenNames: number
  problems: ImportProblem[]
}

type Sorted = Placeable & { comment: WxrComment; key: string; fate: 'comment' | 'ping' | 'left out'; why: string }

/** What becomes of the comments of an item: those of people in their places, pings apart, spam and what plugins add left out. */
export async function planComments(item: WxrItem, postAt: Date | null, survey: Survey): Promise<PlannedThread> {
  const sorted = item.comments.map((comment) => sort(comment, item, postAt, survey))
  const seen = new Set<string>()
  const repeated = new Set(sorted.filter(({ key }) => seen.has(key) || !seen.add(key)))
  const placed = planThread(sorted.filter((each) => !repeated.has(each)))
  const problems = placed.flatMap(({ comment: { comment, id }, displaced }) =>
    displaced ? [{ place: comment.place, sentence: `Comment ${id} ${sentenceFor(displaced, comment)}` }] : [],
  )
  for (const { comment, id } of repeated) problems.push({ place: comment.place, sentence: `Comment ${id} stands in this post twice; the first is kept.` })

  const comments = await Promise.all(placed.map(async ({ comment: { comment, key, at }, parent, depth }): Promise<PlannedComment> => {
    const text = await convertInWorker({ source: comment.body, profile: 'comment', idPrefix: fingerprintOf(key).slice(0, 8) })
    const tangle = `Comment ${comment.id} has markup that cannot be read in time; its words are kept without it.`
    if (text.tangled) problems.push({ place: comment.place, sentence: tangle })
    const login = loginOf(comment, survey.people.authors)
    const guest = login === null ? guestOf(comment, survey) : null
    return { ...textFrom(text), key, parentKey: parent?.key ?? null, depth, at, published: comment.approved === '1', login, guest }
  }))
  const pings = sorted.filter(({ fate }) => fate === 'ping').map(({ comment, key, at }) => pingFrom(comment, key, at))
  const leftOut = sorted.filter(({ fate }) => fate === 'left out').map(({ why }) => why)
  const hiddenNames = sorted.filter(({ fate, comment }) => fate !== 'left out' && holdsAddress(visibleWords(comment.author))).length
  return { comments, pings, leftOut, hiddenNames, problems }
}

function sort(comment: WxrComment, item: WxrItem, postAt: Date | null, survey: Survey): Sorted {
  const at = readMoment({ gmt: comment.dateGmt, local: comment.date }) ?? postAt ?? new Date(0)
  const id = comment.id || fingerprintOf(item.id, comment.dateGmt, comment.author, comment.body)
  const { fate, why } = fateOf(comment)
  return { id, parent: comment.parent, at, kept: fate === 'comment', comment, key: `wxr:${survey.siteKey}:comment:${id}`, fate, why }
}

function fateOf({ approved, type }: WxrComment): Pick<Sorted, 'fate' | 'why'> {
  if (approved !== '1' && approved !== '0') return { fate: 'left out', why: approved || 'without a state' }
  if (type === 'pingback' || type === 'trackback') return { fate: 'ping', why: '' }
  if (type !== '' && type !== 'comment') return { fate: 'left out', why: type }
  return { fate: 'comment', why: '' }
}

function sentenceFor(displaced: Displacement, { parent }: WxrComment): string {
  if (displaced === 'no-parent') return `replies to comment ${parent}, which is not in this post; it stands at the top of the thread.`
  if (displaced === 'parent-left-out') return `replies to comment ${parent}, which is not imported; it stands one place higher.`
  if (displaced === 'circle') return `replies to itself by way of comment ${parent}; it stands at the top of the thread.`
  return 'is nested too deeply; it stands at the deepest level there is.'
}

/**
 * An author's own comment, by the number of the account, or by the address together with a sign that it was theirs: an
 * account of the blog, or their name. A guest may type any address, so the address alone proves nothing.
 */
function loginOf(comment: WxrComment, authors: readonly ImportedAuthor[]): string | null {
  const hasAccount = comment.userId !== '' && comment.userId !== '0'
  const byNumber = hasAccount ? authors.find(({ userId }) => userId === comment.userId) : undefined
  if (byNumber) return byNumber.login
  const byAddress = authors.find(({ email }) => email !== '' && email === comment.email.toLowerCase())
  if (!byAddress) return null
  const named = [byAddress.login, byAddress.name].includes(visibleWords(comment.author))
  return hasAccount || named ? byAddress.login : null
}

function guestOf(comment: WxrComment, survey: Survey): PlannedGuest {
  const given = visibleWords(comment.author)
  const name = [...guestName(given)].slice(0, 60).join('') || 'Anonymous'
  const email = comment.email.toLowerCase().slice(0, 254)
  return { key: `wxr:${survey.siteKey}:guest:${fingerprintOf(email, given)}`, name, email, website: webAddress(comment.url) }
}

/** Empty as well for an e-mail address in the field for a website, before which WordPress wrote `http://`. */
function webAddress(url: string): string {
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) return ''
  const { href, username } = new URL(url)
  return username === '' ? href : ''
}

function pingFrom(comment: WxrComment, key: string, at: Date): PlannedPing {
  const kind = comment.type === 'trackback' ? 'trackback' : 'pingback'
  const [title, text] = [guestName(visibleWords(comment.author)), visibleWords(comment.body)]
  return { key, kind, title, url: webAddress(comment.url), text, at, approved: comment.approved === '1' }
}
