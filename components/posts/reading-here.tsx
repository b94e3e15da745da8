'use client'

import { useState, useSyncExternalStore } from 'react'
import { choosable } from '#lib/posts/content-notes/choosable.ts'
import { sayChoosable } from '#lib/posts/content-notes/say-choosable.ts'
import { foldedKey } from '#lib/http/documents/fold-script.ts'

/** What this browser folds, for readers without an account: it never leaves the browser, so every page stays the same for everybody. */
export function ReadingHere() {
  const kept = useSyncExternalStore(noNews, readKept, () => null)
  const [said, setSaid] = useState('')
  if (kept === null) {
    return (
      <p>
        Without an account your choices are kept in this browser, which needs JavaScript. <a href="/sign-in?then=/account/reading">Sign in</a> to choose without.
      </p>
    )
  }
  const keep = (form: FormData) => setSaid(keepFolded(form.getAll('fold').map(String)))
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        keep(new FormData(event.currentTarget))
      }}
    >
      <fieldset className="choices">
        <legend className="field-label">Fold texts that name</legend>
        {choosable.map((each) => {
          const { label, holds } = sayChoosable(each)
          return (
            <label key={each} className="choice">
              <input type="checkbox" name="fold" value={each} defaultChecked={kept.split(' ').includes(each)} />
              <span>{label}</span>
              {holds && <span className="choice-sentence">{holds}</span>}
            </label>
          )
        })}
      </fieldset>
      <div className="actions">
        <button className="button" type="submit">
          Save in this browser
        </button>
        <p role="status">{said}</p>
      </div>
      <p className="field-help">
        With an account such essays can be left out of lists as well, on all of your devices. <a href="/sign-in?then=/account/reading">Sign in</a>
      </p>
    </form>
  )
}

function noNews() {
  return () => {}
}

function readKept(): string {
  try {
    return localStorage.getItem(foldedKey) ?? ''
  } catch {
    return ''
  }
}

function keepFolded(chosen: string[]): string {
  try {
    if (chosen.length > 0) localStorage.setItem(foldedKey, chosen.join(' '))
    else localStorage.removeItem(foldedKey)
    return 'Saved in this browser.'
  } catch {
    return 'This browser keeps nothing for us, so it could not be saved.'
  }
}
