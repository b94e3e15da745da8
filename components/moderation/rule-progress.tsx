'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** How often the page asks how far it came, in milliseconds. */
const every = 700

/** How far a rehearsal came. The page looks again by itself; without a script a link does. */
export function RuleProgress({ examined, total }: { examined: number; total: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), every)
    return () => clearInterval(timer)
  }, [router])
  const said = `${examined.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} decisions`
  return (
    <div className="rule-progress">
      <progress max={Math.max(1, total)} value={examined} aria-label="Rehearsal">
        {said}
      </progress>
      <p role="status">
        {said}.{' '}
        <noscript>
          <a href="">Look again</a>
        </noscript>
      </p>
    </div>
  )
}
