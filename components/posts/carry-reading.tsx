'use client'

import { useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { choosable } from '#lib/posts/content-notes/choosable.ts'
import { sayChoosable } from '#lib/posts/content-notes/say-choosable.ts'
import { foldedKey } from '#lib/http/documents/fold-script.ts'

/** Who was asked about which choices, in this browser: nobody is asked twice about the same. */
const askedKey = 'afterword-fold-asked'

type Props = {
  handle: string
  /** What the account folds or leaves out already. */
  chosen: readonly string[]
  /** Where this page is. */
  path: string
}

/** What somebody folded in this browser before they signed in: asks once whether their account is to do the same. Nothing where there is nothing to ask. */
export function CarryReading({ handle, chosen, path }: Props) {
  const kept = useSyncExternalStore(noNews, () => readUnasked(handle), () => '')
  const [answered, setAnswered] = useState(false)
  const wanted = choosable.filter((each) => kept.split(' ').includes(each) && !chosen.includes(each))
  if (answered || wanted.length === 0) return null
  const topics = new Intl.ListFormat('en-GB').format(wanted.map((each) => `“${sayChoosable(each).label}”`))
  return (
    <Notice>
      <form className="carry-reading" method="post" action="/account/reading/carry" onSubmit={() => rememberAsked(handle)}>
        <p>In this browser you fold texts that name {topics}. Shall your account do so as well, wherever you sign in?</p>
        {wanted.map((each) => (
          <input key={each} type="hidden" name="fold" value={each} />
        ))}
        <input type="hidden" name="then" value={path} />
        <div className="actions">
          <Button look="plain">Yes, fold them</Button>
          <Button
            look="text" type="button"
            onClick={() => {
              rememberAsked(handle)
              setAnswered(true)
            }}
          >
            No
          </Button>
        </div>
      </form>
    </Notice>
  )
}

function noNews() {
  return () => {}
}

/** What this browser folds, unless this person was asked about just that. */
function readUnasked(handle: string): string {
  try {
    const kept = localStorage.getItem(foldedKey) ?? ''
    return localStorage.getItem(askedKey) === `${handle} ${kept}` ? '' : kept
  } catch {
    return ''
  }
}

function rememberAsked(handle: string): void {
  try {
    localStorage.setItem(askedKey, `${handle} ${localStorage.getItem(foldedKey) ?? ''}`)
  } catch {
    // A browser that keeps nothing asks again, and has nothing to ask about.
  }
}
