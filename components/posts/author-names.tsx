import type { Author } from '#lib/posts/read-authors.ts'

/** Names of authors as one says them, each a link: Ada, Noor and Mo. */
export function AuthorNames({ authors, className }: { authors: Pick<Author, 'handle' | 'name'>[]; className?: string }) {
  return authors.map((author, index) => (
    <span key={author.handle}>
      {joint(index, authors.length)}
      <a className={className} rel="author" href={`/people/${author.handle}`}>
        {author.name}
      </a>
    </span>
  ))
}

function joint(index: number, count: number): string {
  if (index === 0) return ''
  return index === count - 1 ? ' and ' : ', '
}
