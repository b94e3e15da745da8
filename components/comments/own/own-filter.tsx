import { sayFilter } from '#components/comments/say-standing.ts'
import { ownGroups } from '#lib/moderation/cases/read-own-comments.ts'
import type { OwnGroup } from '#lib/moderation/cases/read-own-comments.ts'

type Props = { counts: Record<OwnGroup, number>; only: OwnGroup | null }

/** How many of the own texts stand how, each a way to those alone. */
export function OwnFilter({ counts, only }: Props) {
  return (
    <nav className="own-filter" aria-label="Your comments by how they stand">
      <ul role="list">
        <li>
          <a href="/account/comments" aria-current={only === null ? 'page' : undefined}>
            All
          </a>
        </li>
        {ownGroups.map((group) => (
          <li key={group}>
            <a href={`/account/comments?state=${group}`} aria-current={only === group ? 'page' : undefined}>
              {sayFilter(group)} <span className="own-count">{counts[group].toLocaleString('en-GB')}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
