'use client'

import { startTransition, useEffect } from 'react'
import { PressForm } from '#components/people/press-form.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from '#lib/form-state.ts'

type Props = {
  /** What this page shows of which its reader was told and has not read: ids of comments and of the essay. */
  unread: string[]
  /** Which of it is being read: all, when the page is about nothing else; the comment that the address names, and what is no comment. */
  reads: 'all' | 'named'
  action: FormAction
}

/**
 * Marks notices as read once what they tell of stands before their reader, whichever way they came there: by a link in a mail as well.
 * Opening an address changes nothing, since programs open addresses too. So the page says it when it is in sight; where no script runs,
 * its reader does.
 */
export function NoteSeen({ unread, reads, action }: Props) {
  const waiting = unread.join(' ')
  useEffect(() => {
    const note = () => {
      const seen = document.hidden ? [] : waiting.split(' ').filter((id) => id !== '' && isRead(id, reads))
      if (seen.length > 0) startTransition(async () => void (await action(fresh, formAbout(seen)).catch(() => {})))
    }
    note()
    document.addEventListener('visibilitychange', note)
    window.addEventListener('hashchange', note)
    return () => {
      document.removeEventListener('visibilitychange', note)
      window.removeEventListener('hashchange', note)
    }
  }, [waiting, reads, action])
  if (unread.length === 0) return null
  return (
    <noscript>
      <div className="remember-visit">
        <PressForm action={action} fields={{ about: waiting }} look="text">
          Mark what I was told of here as read
        </PressForm>
      </div>
    </noscript>
  )
}

/** A comment that stands somewhere on a long page may not have been looked at; what is no comment is the page itself. */
function isRead(id: string, reads: Props['reads']): boolean {
  return reads === 'all' || location.hash === `#comment-${id}` || document.getElementById(`comment-${id}`) === null
}

function formAbout(ids: string[]): FormData {
  const form = new FormData()
  form.set('about', ids.join(' '))
  return form
}
