import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import type { DeskView } from '#components/moderation/desk/desk-address.ts'

/** Nothing waits: says what would be here and how it comes. */
export function EmptyQueue({ after, filtered, view }: { after: string; filtered: boolean; view: DeskView }) {
  if (filtered) {
    return (
      <section className="desk-empty">
        <h2>{after ? 'Nothing newer of this waits.' : 'Nothing of this waits.'}</h2>
        <p>
          What was decided stands in <a href="/moderation/log">the log</a>. <a href={deskAddress({ mode: view.mode })}>Show all that waits</a>
        </p>
      </section>
    )
  }
  return (
    <section className="desk-empty">
      <h2>{after ? 'Nothing newer waits.' : 'Nothing waits.'}</h2>
      <p>
        Every reply is held until one of you has read it. Those that come in stand here the next time you look, the oldest first.
      </p>
      <p>
        {after ? <a href="/moderation">Back to the oldest</a> : <a href="/moderation">Look again</a>}, or see{' '}
        <a href="/moderation/log">what was decided</a>.
      </p>
    </section>
  )
}
