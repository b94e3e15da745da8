import type { ReactNode } from 'react'
import { publishingPath } from '#lib/posts/writing/writing-paths.ts'

/** What can be opened on the page on which an author publishes, as its address names it. */
export const lineNames = ['later', 'address', 'found', 'excerpt', 'cover', 'tags', 'language', 'date', 'series', 'origin', 'earlier', 'authors', 'links', 'password', 'back'] as const

export type LineName = (typeof lineNames)[number]

/** The page with one of its lines open, which is where the answer of a form in it stands. @param of which of several like it */
export function linePath(postId: string, name: LineName, of = ''): string {
  return `${publishingPath(postId)}?${new URLSearchParams({ open: name, ...(of && { of }) })}`
}

type Props = {
  name: LineName
  label: string
  /** How it is now, in a few words. */
  value: ReactNode
  /** Nobody has said anything of it: the value is what follows from that. */
  unsaid?: boolean
  /** The line that the address wants open. */
  open: LineName | null
  children: ReactNode
}

/** One fact beside the text with its present value, and folded under it the form that changes it. */
export function PublishingLine({ name, label, value, unsaid, open, children }: Props) {
  return (
    <details className="publishing-line" id={name} aria-labelledby={`${name}-label`} open={open === name}>
      <summary>
        <span className="publishing-label" id={`${name}-label`}>
          {label}
        </span>
        <span className={unsaid ? 'publishing-value publishing-unsaid' : 'publishing-value'}>{value}</span>
        <span className="publishing-opens">
          <span className="publishing-closed">Change</span>
          <span className="publishing-opened">Close</span>
        </span>
      </summary>
      <div className="publishing-form">{children}</div>
    </details>
  )
}
