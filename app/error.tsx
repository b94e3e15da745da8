'use client'

import { Button } from '#components/ui/button.tsx'

/** A page that broke while somebody was on it. What the server itself sends in this case needs no script: lib/http/mend-answer.ts. */
export default function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
  return (
    <main className="site-main" id="main">
      <h1>Something went wrong on our side</h1>
      <p>This page could not be shown. What you had sent before is safe.</p>
      <p>
        <Button type="button" onClick={retry}>
          Try again
        </Button>
      </p>
      {digest && <p>This failure has the number {digest}.</p>}
    </main>
  )
}
