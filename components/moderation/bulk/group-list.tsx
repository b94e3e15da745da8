import { groupAddress } from '#components/moderation/bulk/group-address.ts'
import { sayPeople } from '#components/moderation/bulk/say-people.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { groupsShown } from '#lib/moderation/bulk/read-groups.ts'
import type { GroupLine, Grouping } from '#lib/moderation/bulk/read-groups.ts'

/** The largest groups of what waits: how many, how old, what they begin with. */
export function GroupList({ groups, grouping, now }: { groups: GroupLine[]; grouping: Grouping; now: Date }) {
  if (groups.length === 0) return <p>{grouping === 'people' ? 'Nobody waits for a decision.' : 'Nothing that waits links anywhere.'}</p>
  return (
    <>
      <ol className="group-list">
        {groups.map((group) => (
          <li key={`${group.by} ${group.is}`}>
            <div>
              <p className="group-name">
                <a href={groupAddress(group)}>{group.name || 'Without a name'}</a>
                {group.by === 'guest' && <span className="meta"> guest</span>}
              </p>
              <p className="meta">{sayGroupFacts(group, now)}</p>
            </div>
            <ul className="group-beginnings">
              {group.beginnings.map((beginning, place) => (
                <li key={place}>{beginning}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {groups.length === groupsShown && <p className="meta">The {groupsShown} largest. The rest is in the queue.</p>}
    </>
  )
}

function sayGroupFacts({ by, count, writers, oldest }: GroupLine, now: Date): string {
  const texts = count === 1 ? '1 waits' : `${count.toLocaleString('en-GB')} wait`
  const people = by === 'host' ? [`from ${sayPeople(writers)}`] : []
  return [texts, ...people, `oldest ${sayDuration(secondsSince(oldest, now))}`].join(' · ')
}
