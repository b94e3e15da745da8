type Props = {
  /** The list's own address. */
  path: string
  /** As the read gave it; null at the end of the list. */
  older: string | null
  /** Whether this is not the first page. */
  later: boolean
}

/** Ways on and back from a page of a list. */
export function OlderLink({ path, older, later }: Props) {
  if (!older && !later) return null
  return (
    <nav className="thread-pages" aria-label="Pages">
      {later ? <a href={path}>Newest essays</a> : <span />}
      {older && (
        <a rel="next" href={`${path}?before=${encodeURIComponent(older)}`}>
          Older essays
        </a>
      )}
    </nav>
  )
}
