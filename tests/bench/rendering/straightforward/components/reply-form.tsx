'use client'

import { useState } from 'react'

/** Where one replies to the essay. */
export function ReplyForm({ slug, signedIn }: { slug: string; signedIn: boolean }) {
  const [body, setBody] = useState('')
  return (
    <form id="reply" action={`/posts/${slug}/reply`} method="post">
      <label htmlFor="body">Your reply to the essay</label>
      <textarea id="body" name="body" rows={6} required value={body} onChange={(event) => setBody(event.target.value)} />
      <button type="submit" disabled={body === ''}>
        {signedIn ? 'Send' : 'Sign in and send'}
      </button>
    </form>
  )
}
