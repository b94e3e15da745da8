import { choosePassages, joinTexts, mergeTexts } from '#lib/merge-texts.ts'
import type { MergeChoice, MergePart } from '#lib/merge-texts.ts'
import { joinNotes, joinWorks, sameNotes, sameWorks, sayNotes, sayWorks } from '#lib/posts/writing/beside.ts'
import type { EssayDraft } from '../saving/essay-draft.ts'

/** The parts of a draft that are one thing each, and what both make together where that is possible. */
const parts = [
  partOf('title', 'The title', (draft) => draft.title, ({ title }) => ({ title })),
  partOf('standfirst', 'The standfirst', (draft) => draft.standfirst, ({ standfirst }) => ({ standfirst })),
  {
    ...partOf('notes', 'The content notes', sayNotes, ({ contentAnswer, contentNotes }) => ({ contentAnswer, contentNotes })),
    same: sameNotes,
    join: (mine: EssayDraft, theirs: EssayDraft): Partial<EssayDraft> | null => (mine.contentAnswer === 'notes' && theirs.contentAnswer === 'notes' ? joinNotes(mine, theirs) : null),
  },
  {
    ...partOf('works', 'The works', ({ works }) => sayWorks(works), ({ works }) => ({ works })),
    same: (one: EssayDraft, other: EssayDraft) => sameWorks(one.works, other.works),
    join: (mine: EssayDraft, theirs: EssayDraft): Partial<EssayDraft> | null => {
      const works = joinWorks(mine.works, theirs.works)
      return works && { works }
    },
  },
]

type PartName = 'title' | 'standfirst' | 'notes' | 'works'

function partOf(name: PartName, label: string, say: (draft: EssayDraft) => string, take: (draft: EssayDraft) => Partial<EssayDraft>) {
  const same = (one: EssayDraft, other: EssayDraft) => say(one) === say(other)
  const join = (_: EssayDraft, __: EssayDraft): Partial<EssayDraft> | null => null
  /** Nothing was ever said there. */
  const empty = (draft: EssayDraft) => ['', 'Not said yet.', 'None.'].includes(say(draft))
  return { name, label, say, take, same, join, empty }
}

/** A part that both changed, each in another way; `both` is what they make together, null where it has to be one of them. */
export type Apart = { name: PartName; label: string; mine: string; theirs: string; take: Record<'mine' | 'theirs', Partial<EssayDraft>>; both: Partial<EssayDraft> | null }

/** Two drafts as one: what fits, and what has to be chosen. */
export type Together = { apart: Apart[]; settled: Omit<EssayDraft, 'source'>; passages: MergePart[] }

/** What was chosen: one for each part that is apart, then one for each passage. */
export type Choices = readonly MergeChoice[]

/** @param base what both began from; null when nobody knows */
export function putTogether(base: EssayDraft | null, mine: EssayDraft, theirs: EssayDraft): Together {
  const apart: Apart[] = []
  const { source: _, ...settled } = mine
  for (const { name, label, say, take, same, join, empty } of parts) {
    if (same(mine, theirs) || (base && same(theirs, base))) continue
    if ((base && same(mine, base)) || empty(mine)) Object.assign(settled, take(theirs))
    else if (!empty(theirs)) apart.push({ name, label, mine: say(mine), theirs: say(theirs), take: { mine: take(mine), theirs: take(theirs) }, both: join(mine, theirs) })
  }
  return { apart, settled, passages: base ? mergeTexts(base.source, mine.source, theirs.source) : joinTexts(mine.source, theirs.source) }
}

/** What can be chosen for a part, the one that keeps most first. */
export function offersOf({ both }: Apart): MergeChoice[] {
  return both ? ['both', 'mine', 'theirs'] : ['mine', 'theirs']
}

/** The draft that follows from the choices. What was not chosen is both, where that is possible, else one's own; passages are both there. */
export function chosenDraft({ apart, settled, passages }: Together, choices: Choices): EssayDraft {
  const chosen = apart.map(({ take, both }, place) => {
    const choice = choices[place] ?? 'both'
    return choice === 'theirs' ? take.theirs : choice === 'both' && both ? both : take.mine
  })
  return { ...Object.assign({}, settled, ...chosen), source: choosePassages(passages, choices.slice(apart.length)) }
}

/** A draft that was chosen over one that was seen, and what was written in the form since. */
export function withLater(seen: EssayDraft, now: EssayDraft, chosen: EssayDraft): EssayDraft {
  const later = parts.filter(({ same }) => !same(seen, now)).map(({ take }) => take(now))
  const source = seen.source === now.source ? chosen.source : choosePassages(mergeTexts(seen.source, chosen.source, now.source), [])
  return { ...Object.assign({}, chosen, ...later), source }
}

/** What one draft has otherwise than another, part by part, in words. */
export function differingParts(mine: EssayDraft, theirs: EssayDraft): { label: string; mine: string; theirs: string }[] {
  const beside = parts.filter(({ same }) => !same(mine, theirs)).map(({ label, say }) => ({ label, mine: say(mine), theirs: say(theirs) }))
  return mine.source === theirs.source ? beside : [...beside, { label: '', mine: mine.source, theirs: theirs.source }]
}
