import { useEffect, useState } from 'react'
import { sayLocal } from '#components/comments/drafts/say-draft.ts'
import { choosePassages, mergeTexts } from '#lib/merge-texts.ts'
import { sameWords } from '../saving/essay-draft.ts'
import type { EssayWords } from '../saving/essay-draft.ts'
import type { Keeper } from '../saving/keep-saving.ts'
import { dropNamed, findCopies, nameWindow, writeCopy } from '../saving/local-copy.ts'
import type { FoundCopy } from '../saving/local-copy.ts'
import type { SaveAnswer } from '../saving/send-draft.ts'
import type { Other } from './other-version.tsx'

/** Another text that is offered, with the form as it was then. */
export type Offered = { other: Other; mine: EssayWords } & ({ kind: 'conflict'; version: number; kept: boolean } | { kind: 'copy'; copy: FoundCopy })

type Options = { postId: string; by: string; keeper: { current: Keeper | null }; read: () => EssayWords; write: (words: EssayWords) => void }

/** The other text of two, wherever it comes from: one at a time, and nothing is lost by any choice. */
export function useOtherText({ postId, by, keeper, read, write }: Options) {
  const [offers, setOffers] = useState<Offered[]>([])
  const [present] = offers

  useEffect(() => {
    const known = keeper.current?.base()
    const mine = read()
    if (known) setOffers(findCopies({ by, postId }, known, Date.now()).map((copy) => ({ ...sayCopy(copy), mine })))
    // What this browser remembered when the page opened; later there is only what this window writes.
  }, [by, postId, keeper])

  /** A saving was refused because there is another text. */
  const clash = (answer: Extract<SaveAnswer, { kind: 'conflict' }>) => {
    const conflict: Offered = { ...sayConflict(answer, keeper.current?.base() ?? null), mine: read() }
    setOffers((before) => [conflict, ...before.filter(({ kind }) => kind === 'copy')])
  }

  const choose = (words: EssayWords | null, seen: EssayWords) => {
    if (!present) return
    const before = read()
    const chosen = words && withLater(seen, before, words)
    if (present.kind === 'conflict') {
      const safe = present.kept && sameWords(before, seen)
      if (words && !safe) writeCopy({ by, postId, windowId: nameWindow() }, { ...before, version: present.version, at: Date.now() })
    }
    if (chosen) write(chosen)
    if (present.kind === 'conflict') keeper.current?.settle(present.other.words, present.version)
    else {
      if (chosen) keeper.current?.changed()
      // What was taken has a copy of its own by now.
      keeper.current?.copy()
      dropNamed(present.copy.name)
    }
    setOffers((all) => all.slice(1))
  }

  return { present: present ?? null, clash, choose }
}

/** What was written while the choice was being made is put in as well. */
function withLater(seen: EssayWords, now: EssayWords, chosen: EssayWords): EssayWords {
  if (sameWords(seen, now)) return chosen
  return { ...chosen, source: choosePassages(mergeTexts(seen.source, chosen.source, now.source), []) }
}

function sayConflict({ version, theirs, keptAt }: Extract<SaveAnswer, { kind: 'conflict' }>, base: EssayWords | null) {
  const who = theirs.by === 'you' ? 'You saved another text' : `${theirs.by || 'Somebody'} saved another text`
  const other: Other = {
    says: `${who} ${theirs.savedAt ? sayLocal(theirs.savedAt) : 'meanwhile'}, from another window or device.`,
    safe: keptAt ? 'Nothing was overwritten: both are in the history of the essay.' : 'Nothing was overwritten: theirs is saved, and yours stands here and in this browser.',
    words: theirs, base, keep: 'Keep mine', take: 'Take the other', page: keptAt,
  }
  return { kind: 'conflict' as const, version, kept: keptAt !== null, other }
}

function sayCopy(copy: FoundCopy) {
  const other: Other = {
    says: `This browser remembers a text of this essay that was written ${sayLocal(copy.at)} and not saved.`,
    safe: 'What stands in the form is what is saved.',
    words: copy, base: null, keep: 'Throw it away', take: 'Put it into the form', page: null,
  }
  return { kind: 'copy' as const, copy, other }
}
