'use client'

import { useState } from 'react'
import type { ReactNode } from 'react'
import { sayDay } from '../lib/say-day'

type Props = {
  id: string
  slug: string
  author: string
  handle: string | null
  answers: string | null
  submittedAt: Date
  html: string
  waits: boolean
  own: boolean
  signedIn: boolean
  children: ReactNode
}

/** One comment, whose replies fold. */
export function CommentItem({ id, slug, author, handle, answers, submittedAt, html, waits, own, signedIn, children }: Props) {
  const [folded, setFolded] = useState(false)
  return (
    <li className="comment" id={`comment-${id}`}>
      <article>
        <header>
          <h3>
            {handle ? <a href={`/people/${handle}`}>{author}</a> : author}
            {answers && <span> in reply to {answers}</span>}
          </h3>
          <a href={`#comment-${id}`}>
            <time dateTime={submittedAt.toISOString()}>{sayDay(submittedAt)}</time>
          </a>
        </header>
        {waits && <p>Waits for a moderator.</p>}
        <div dangerouslySetInnerHTML={{ __html: html }} />
        <footer>
          <a href={`/posts/${slug}?reply=${id}#reply`} aria-label={`Reply to ${author}`}>
            Reply
          </a>
          {own ? (
            <a href={`/comments/${id}/edit`}>Edit</a>
          ) : (
            <a href={`/comments/${id}/report`} aria-label={`Report the comment by ${author}`}>
              Report
            </a>
          )}
          {signedIn && <a href={`/comments/${id}/follow`}>Follow</a>}
          {children && (
            <button type="button" onClick={() => setFolded(!folded)}>
              {folded ? 'Show the replies' : 'Fold the replies'}
            </button>
          )}
        </footer>
      </article>
      {!folded && children}
    </li>
  )
}
