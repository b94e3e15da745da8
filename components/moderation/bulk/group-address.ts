import type { GroupLine } from '#lib/moderation/bulk/read-groups.ts'

/** Where a group is opened. People go by their handle. */
export function groupAddress({ by, is, handle }: Pick<GroupLine, 'by' | 'is' | 'handle'>): string {
  return `/moderation/groups/${by}/${encodeURIComponent(handle ?? is)}`
}
