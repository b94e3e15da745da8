import { useEffect, useState } from 'react'
import { sayLocal } from '#components/comments/drafts/say-draft.ts'
import { sameDraft } from '../saving/essay-draft.ts'
import type { EssayDraft } from '../saving/essay-draft.ts'
import type { Keeper } from '../saving/keep-saving.ts'
import { dropNamed, findCopies, nameWindow, writeCopy } from '../saving/local-copy.ts'
import type { FoundCopy } from '../saving/local-copy.ts'
import type { SaveAnswer } from '../saving/send-draft.ts'
import type { Other } from './other-version.tsx'
import { withLater } from './put-together.ts'

/** Another text that is offered, with the form as it was then. */
export type Offered = { other: Other; mine: EssayDraft } & ({ kind: 'conflict'; version: number; kept: boolean } | { kind: 'copy'; copy: FoundCopy })

type Options = { postId: string; by: string; keeper: { current: Keeper | null }; read: () => EssayDraft; write: (draft: EssayDraft) => void }

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

  const choose = (draft: EssayDraft | null, seen: EssayDraft) => {
    if (!present) return
    const before = read()
    const chosen = draft && withLater(seen, before, draft)
    if (present.kind === 'conflict') {
      const safe = present.kept && sameDraft(before, seen)
      if (draft && !safe) writeCopy({ by, postId, windowId: nameWindow() }, { ...before, version: present.version, at: Date.now() })
    }
    if (chosen) write(chosen)
    if (present.kind === 'conflict') keeper.current?.settle(present.other.draft, present.version)
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

function sayConflict({ version, theirs, keptAt }: Extract<SaveAnswer, { kind: 'conflict' }>, base: EssayDraft | null) {
  const who = theirs.by === 'you' ? 'You saved another text' : `${theirs.by || 'Somebody'} saved another text`
  const other: Other = {
    says: `${who} ${theirs.savedAt ? sayLocal(theirs.savedAt) : 'meanwhile'}, from another window or device.`,
    safe: keptAt ? 'Nothing was overwritten: both are in the history of the essay.' : 'Nothing was overwritten: theirs is saved, and yours stands here and in this browser.',
    draft: theirs, base, keep: 'Keep mine', take: 'Take the other', page: keptAt,
  }
  return { kind: 'conflict' as const, version, kept: keptAt !== null, other }
}

function sayCopy(copy: FoundCopy) {
  const other: Other = {
    says: `This browser remembers a text of this essay that was written ${sayLocal(copy.at)} and not saved.`,
    safe: 'What stands in the form is what is saved.',
    draft: copy, base: null, keep: 'Throw it away', take: 'Put it into the form', page: null,
  }
  return { kind: 'copy' as const, copy, other }
}
