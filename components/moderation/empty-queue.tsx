/** Nothing waits: says what would be here and how it comes. */
export function EmptyQueue({ after }: { after: string }) {
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
