import type { CasePerson } from '#lib/moderation/cases/read-case.ts'

/** A name on the desk; it leads to what moderators know of the person. */
export function PersonLink({ person: { name, handle } }: { person: CasePerson }) {
  return handle ? <a href={`/moderation/people/${handle}`}>{name}</a> : name
}
