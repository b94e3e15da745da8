/** Where a post is written. */
export function writingPath(postId: string): string {
  return `/write/${postId}`
}

/** Where it is brought before its readers. */
export function publishingPath(postId: string): string {
  return `/write/${postId}/publish`
}

/** Every text that was saved of it. */
export function historyPath(postId: string): string {
  return `/write/${postId}/history`
}

/** One of them. */
export function revisionPath(postId: string, revisionId: string): string {
  return `/write/${postId}/history/${revisionId}`
}

/** Two of them, and what differs. */
export function comparePath(postId: string, from: string, to: string): string {
  return `/write/${postId}/history/compare?from=${from}&to=${to}`
}

/** Where a draft is deleted that no reader ever saw. */
export function deletingPath(postId: string): string {
  return `/write/${postId}/delete`
}

/** What was deleted and can be brought back. */
export const deletedPath = '/write/deleted'

/** A text that was kept aside, beside the draft. */
export function conflictPath(postId: string, revisionId: string): string {
  return `/write/${postId}/conflict/${revisionId}`
}

/** What an author settles about the conversation below, and what waits there. */
export function conversationPath(postId: string): string {
  return `/write/${postId}/conversation`
}
