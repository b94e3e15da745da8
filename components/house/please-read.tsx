/** One line above a place to write. */
export function PleaseRead() {
  return (
    <p className="please-read">
      Please read <a href="/guidelines">how this conversation is kept</a>.
    </p>
  )
}
