import { publicReader } from '#lib/database.ts'
import type { HeardSite } from './hear-site.ts'
import type { Named, Plot } from './plot.ts'
import type { Answered } from './read-surfaces.ts'

/** To whom nothing of all this belongs. */
export const strangers: readonly string[] = ['anonymous', 'suspended', 'banned', 'nobody’s token', 'anonymous, by the framework’s script']

/** What is of its own moment in an answer: the pass of its scripts, when it was made, the key of a form, the place of an action among others. */
const ofTheMoment = [
  /nonce="[^"]*"|\\*"nonce\\*":\\*"[^"\\]*|nonce-[\w+/=-]+/g,
  / data-shown-until="[^"]*"|(?<=(data-shown-until|"shown|"idempotencyKey)\\*":\\*")[^"\\]*|(?<=name="(shown|idempotencyKey)" value=")[^"]*/g,
  /(?<=name="\$ACTION_(REF_)?)\d/g,
]

/** An answer as it is for everybody who asks in the same way: without what is of its own moment, and without the name that was asked for. */
export function bare(body: string, names: readonly string[] = [], sites: readonly HeardSite[] = []): string {
  const hidden = [...names].sort((one, other) => other.length - one.length).flatMap((name) => [name, encodeURIComponent(name)])
  const named = [...hidden, ...sites.map(({ url }) => url)].reduce((text, name) => text.replaceAll(name, '•'), body)
  return ofTheMoment.reduce((text, each) => text.replaceAll(each, ''), named)
}

/** What the public may see of each kind, by name: of all others there is nothing. */
async function shownNames(plot: Plot): Promise<Set<string>> {
  const db = publicReader()
  const [posts, comments, works, people, tags, series] = await Promise.all([
    db.publishedPost.findMany({ select: { id: true, slug: true } }), db.publishedComment.findMany({ select: { id: true } }), db.publishedWorkAddress.findMany({ select: { slug: true } }),
    db.publishedPerson.findMany({ select: { handle: true } }), db.publishedTag.findMany({ select: { slug: true } }), db.publishedSeries.findMany({ select: { slug: true } }),
  ])
  const ids = [...posts, ...comments].map(({ id }) => id)
  const slugs = [...posts, ...works, ...series].map(({ slug }) => slug)
  return new Set([...ids, ...slugs, ...people.map(({ handle }) => handle), ...tags.map(({ slug }) => slug), ...plot.knownDoors])
}

/**
 * Of answers to strangers: where what waits, what was refused and what was taken back is answered otherwise than what never was.
 * @returns each such place, and how many answers were compared
 */
export async function findDifferences(plot: Plot, answers: readonly Answered[], sites: readonly HeardSite[]): Promise<{ different: string[]; compared: number }> {
  const shown = await shownNames(plot)
  const different: string[] = []
  let compared = 0
  // A page says to somebody with an account who they are, also where it is asked for what is called as they are.
  const themselves = Object.values(plot.people).map(({ handle }) => handle)
  const neverWere = [...plot.named].map(([kind, names]) => [kind, [...names][0] ?? ''] as const)
  for (const answer of answers.filter(({ viewer }) => strangers.includes(viewer.name))) {
    const named = nameIn(plot, answer.address)
    if (!named || isShown(named.name, shown)) continue
    const [, never = ''] = neverWere.find(([kind]) => kind === named.kind) ?? []
    const other = answers.find(({ viewer, surface, address }) => viewer === answer.viewer && surface === answer.surface && address === withName(answer.address, named, never))
    if (!other || other === answer) continue
    compared++
    const [one, two] = [answer, other].map(({ status, body }, place) => `${status} ${bare(body, [...(place === 0 ? named.name : never).split(' '), ...themselves], sites)}`)
    if (one !== two) different.push(`${answer.viewer.name} at ${answer.address}: ${firstOff(one ?? '', two ?? '')}`)
  }
  return { different, compared }
}

type Found = { kind: Named; name: string }

/** The longest name of something in an address. */
function nameIn(plot: Plot, address: string): Found | null {
  const found = [...plot.named].flatMap(([kind, names]) => [...names].filter((name) => name.split(' ').some((part) => address.includes(part))).map((name) => ({ kind, name })))
  return found.sort((one, other) => partsIn(other.name, address) - partsIn(one.name, address))[0] ?? null
}

const partsIn = (name: string, address: string) => name.split(' ').filter((part) => address.includes(part)).join('').length

function withName(address: string, { name }: Found, never: string): string {
  const others = never.split(' ')
  return name.split(' ').reduce((so, part, place) => so.replace(part, others[place] ?? ''), address)
}

function isShown(name: string, shown: Set<string>): boolean {
  return name.split(' ').some((part) => shown.has(part))
}

export function firstOff(one: string, two: string): string {
  let place = 0
  while (place < one.length && one[place] === two[place]) place++
  return `“${one.slice(Math.max(0, place - 40), place + 60)}” is not “${two.slice(Math.max(0, place - 40), place + 60)}”`
}
