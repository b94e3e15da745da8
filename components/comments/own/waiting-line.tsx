'use client'

import { useEffect, useState } from 'react'
import { watchWaiting } from '#components/comments/own/watch-waiting.ts'
import type { Standing } from '#components/comments/own/watch-waiting.ts'

type Props = {
  /** The comment. */
  id: string
  /** What the page was made with. */
  says: string
}

/** Where an own text is in the queue, kept true while the page is open. Only that it waits no more is said aloud. */
export function WaitingLine({ id, says }: Props) {
  const [told, setTold] = useState<{ standing: Standing } | null>(null)
  useEffect(() => watchWaiting(id, (standing) => setTold({ standing })), [id])
  const decided = told !== null && told.standing === null
  return (
    <>
      {!decided && <span>{told?.standing?.says ?? says}</span>}
      <span role="status">
        {decided && (
          <>
            It waits no more. <a href={`/account/comments/${id}`}>See what became of it</a>
          </>
        )}
      </span>
    </>
  )
}
