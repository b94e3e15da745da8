/** What names the present state of an answer, as it is sent. */
type Validators = { etag: string; lastModified?: string }

/**
 * Whether somebody who asks holds what would be sent (RFC 9110, section 13): tags are compared weakly, and a date counts only where no tag is
 * named and it is exactly the one that was given out.
 */
export function isHeld({ ifNoneMatch, ifModifiedSince }: { ifNoneMatch: string | null; ifModifiedSince: string | null }, { etag, lastModified }: Validators): boolean {
  if (ifNoneMatch !== null) return ifNoneMatch.split(',').some((each) => each.trim() === '*' || bare(each) === bare(etag))
  return lastModified !== undefined && ifModifiedSince === lastModified
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
