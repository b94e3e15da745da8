import { PressForm } from '#components/people/press-form.tsx'
import { sayNew } from './say-thread.ts'
import type { FormAction } from '#lib/form-state.ts'
import { newCounted } from '#lib/comments/visits/read-visit.ts'
import type { ReadingVisit } from '#lib/comments/visits/read-visit.ts'
import { postPath } from '#lib/posts/post-path.ts'

/** How much is new in the thread since the reader was here last, and the way to the first of it. */
export function NewSince({ visit: { since, fresh }, slug }: { visit: ReadingVisit; slug: string }) {
  if (!since || fresh === 0) return null
  return (
    <p className="new-since">
      {sayNew(fresh, newCounted)}.{' '}
      <a className="next-new" data-does="new" rel="nofollow" href={`${postPath(slug)}/new?since=${since.toISOString()}`}>
        Next new reply
      </a>
    </p>
  )
}

/** Reading changes nothing by itself where no script says that one is here: so one says it oneself. */
export function RememberVisit({ visit, slug, action }: { visit: ReadingVisit; slug: string; action: FormAction }) {
  if (!visit.signedIn) return null
  return (
    <noscript>
      <div className="remember-visit">
        <PressForm action={action} fields={{ slug, shown: visit.shownUntil.toISOString() }} look="text">
          Remember that I have read this
        </PressForm>
      </div>
    </noscript>
  )
}
