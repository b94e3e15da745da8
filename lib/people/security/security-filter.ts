import { listedKinds } from '#lib/people/security/read-security-log.ts'
import type { SecurityFilter } from '#lib/people/security/read-security-log.ts'

/** What is looked for, from what an address or a command says. A kind that there is none of is as good as none. */
export function securityFilter({ person = '', kind = '', after = '' }: { person?: string | undefined; kind?: string | undefined; after?: string | undefined }): SecurityFilter {
  return { person: person.trim().slice(0, 100), kind: listedKinds.find((each) => each === kind) ?? '', after: after.slice(0, 200) }
}
