import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { person } from '../cast.ts'
import { newWord } from './canaries.ts'
import type { Canary, Who } from './canaries.ts'

/** Everybody of these stories. Those who may do the same things are looked at apart where they stand to a text in another way. */
export type People = Record<'ada' | 'ben' | 'wil' | 'rae' | 'nia' | 'sol' | 'bob' | 'gus' | 'mo' | 'noor' | 'ida', SignedIn>

/** What an address can name, by what it is. */
const kinds = ['slug', 'essay', 'text', 'comment', 'handle', 'tag', 'series', 'work', 'image', 'proposal', 'case', 'decision', 'item', 'bulk', 'rule', 'draft link'] as const
export type Named = (typeof kinds)[number]

/** Who decides about what is sent. */
export const staff = ['moderator', 'administrator'] as const satisfies Who[]

export const everybody: readonly Who[] = [
  'anonymous', 'reader', 'newcomer', 'writer', 'author', 'another author', 'suspended', 'banned', 'guest author', 'moderator', 'administrator', 'with the password',
]

/** Something of each kind that never was. */
const never = {
  slug: 'essay-that-never-was', essay: '01a20934-0000-7000-8000-000000000001', text: 'essay-that-never-was 01a20934-0000-7000-8000-000000000001 01a20934-0000-7000-8000-000000000002',
  comment: '01a20934-0000-7000-8000-000000000003', handle: 'nobody-at-all', tag: 'tag-that-never-was', series: 'series-that-never-was', work: 'work-that-never-was',
  image: '/media/0123456789abcdef01234567-1000x500.webp', proposal: '01a20934-0000-7000-8000-000000000004', case: '01a20934-0000-7000-8000-000000000005',
  decision: '01a20934-0000-7000-8000-000000000006', item: '01a20934-0000-7000-8000-000000000007', bulk: '01a20934-0000-7000-8000-000000000008', rule: '01a20934-0000-7000-8000-000000000009',
  'draft link': '/drafts/never.never',
} as const satisfies Record<Named, string>

/** Everything that is written for the matrix: the words that are looked for, and the names at which somebody would try. */
export class Plot {
  readonly canaries: Canary[] = []
  readonly people: People
  readonly named = new Map<Named, Set<string>>(kinds.map((kind) => [kind, new Set([never[kind]])]))
  /** What is sent by forms that are refused: nobody else sees it, no log and no file. */
  readonly sending: string
  /** In every text, so that one search finds all that may be found. */
  readonly everywhere = newWord()
  /** The essay below which most is said. */
  essay = { id: '', slug: '' }
  /** A reply there that everybody reads and that gets a new text. */
  edited = ''
  /** An essay that somebody sent and everybody reads. */
  sent = { id: '', slug: '' }
  /** Whose an address of mail is. */
  readonly addresses = new Map<string, Who>()
  /** Names that say that there is something, as they are meant to: the door of what has a password, a draft for whoever has its link. */
  readonly knownDoors: string[] = []
  /** Works that everybody reads. */
  readonly works: { id: string; slug: string }[] = []

  constructor(people: People) {
    this.people = people
    this.sending = this.word('what a refused form says', ['another author'])
  }

  /** A word for what is not for everybody. */
  word(what: string, readers: readonly Who[], found: readonly Who[] = readers, more: Pick<Canary, 'at'> = {}): string {
    const word = newWord()
    this.canaries.push({ word, what, for: readers, found, ...more })
    return word
  }

  /** What is no word of ours and tells as much: the name of an image, what opens a draft. */
  secret(what: string, word: string, readers: readonly Who[], more: Pick<Canary, 'at'> = {}): void {
    this.canaries.push({ word: word.toLowerCase(), what, for: readers, found: [], ...more })
  }

  /** A word for what everybody reads, to see that the places are looked at. */
  open(what: string): string {
    return this.word(what, everybody, ['anonymous', 'reader', 'newcomer', 'another author', 'moderator'])
  }

  /** Somebody would try it. */
  name(kind: Named, ...names: string[]): void {
    for (const name of names) this.named.get(kind)?.add(name)
  }

  /** The one of a kind that never was comes first. */
  names(kind: Named): string[] {
    return [...(this.named.get(kind) ?? [])]
  }

  /** Every address that a text of an essay could have. */
  async nameTexts({ id, slug }: { id: string; slug: string }): Promise<void> {
    this.name('slug', slug)
    this.name('essay', id)
    for (const { id: text } of await reader().postRevision.findMany({ where: { postId: id }, select: { id: true } })) this.name('text', `${slug} ${id} ${text}`)
  }

  /** Whether an address names something that never was: what other addresses answer is held against it. */
  isNever(address: string): boolean {
    return Object.values(never).some((name) => name.split(' ').some((part) => address.includes(part)))
  }

  /** A sentence of some length with a word in it. */
  say(word: string): string {
    return `${this.everywhere} and ${word}, at some length, so that a list shows it and a search finds it.`
  }
}

export async function makePeople(): Promise<People> {
  const [ada, ben, wil, rae, nia, sol, bob, gus, mo, noor, ida] = await Promise.all([
    person('ada', 'author'), person('ben', 'author'), person('wil', 'reader'), person('rae', 'reader'), person('nia', 'reader'), person('sol', 'reader'),
    person('bob', 'reader'), person('gus', 'reader'), person('mo', 'moderator'), person('noor', 'moderator'), person('ida', 'administrator'),
  ])
  return { ada, ben, wil, rae, nia, sol, bob, gus, mo, noor, ida }
}
