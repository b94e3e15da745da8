import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#components/ui/button.tsx'
import { findWorks } from './find-works.ts'
import type { FoundWork } from './find-works.ts'

type Props = {
  /** What is selected in the text: what is looked for first. */
  words: string
  choose: (work: FoundWork) => void
  leave: () => void
}

/** In milliseconds: quiet after the last key before works are looked for. */
const pause = 250

/** A film or a book to link to. */
export function WorkDialog({ words, choose, leave }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState(words)
  const [found, setFound] = useState<FoundWork[] | null>([])
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    const calling = new AbortController()
    const timer = window.setTimeout(async () => {
      const works = await findWorks(query.trim(), calling.signal)
      if (!calling.signal.aborted) setFound(works)
    }, pause)
    return () => {
      clearTimeout(timer)
      calling.abort()
    }
  }, [query])

  // What stands behind an open dialog takes no focus, and one goes on writing at once.
  const take = (work: FoundWork) => {
    dialog.current?.close()
    choose(work)
  }

  return createPortal(
    <dialog ref={dialog} className="writing-dialog" aria-labelledby={`${id}-title`} onClose={leave}>
      <div className="form">
        <h2 id={`${id}-title`}>A work</h2>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-words`}>
            Title
          </label>
          <input className="input" id={`${id}-words`} type="search" value={query} onChange={(event) => setQuery(event.target.value)} autoComplete="off" />
        </div>
        <p role="status" className="field-help">
          {found === null ? 'Works cannot be looked up just now.' : sayFound(found.length)}
        </p>
        <ul className="found-works">
          {(found ?? []).map((work) => (
            <li key={work.slug}>
              <button type="button" className="found-work" onClick={() => take(work)}>
                <em>{work.title}</em>
                {work.year !== null && ` (${work.year})`}
                {work.by && `, ${work.by}`}
              </button>
            </li>
          ))}
        </ul>
        <p className="field-help">The text gets a link to its page, and the work a row below the text: what the essay is about, and a rating, are said there.</p>
        <div className="actions">
          <Button type="button" look="text" onClick={() => dialog.current?.close()}>
            Leave it out
          </Button>
        </div>
      </div>
    </dialog>,
    document.body,
  )
}

function sayFound(count: number): string {
  if (count === 0) return 'No work is called that here yet.'
  return count === 1 ? 'One work' : `${count} works`
}
