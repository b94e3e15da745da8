import type { ReactNode } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import type { PageWords } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { describePerson } from '#components/people/describe-person.ts'
import { PersonHeader } from '#components/people/person-header.tsx'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { RecentReplies } from '#components/posts/voices.tsx'
import { AddedTo } from '#components/works/added-to.tsx'
import { env } from '#lib/env.ts'
import type { PersonPage as Person } from '#lib/posts/read-person.ts'

export function personPath({ handle }: Pick<Person, 'handle'>): string {
  return `/people/${handle}`
}

export function writesEssays({ essays }: Person): boolean {
  return essays.lines.length + essays.leftOut > 0
}

/** What the page of somebody says of itself. @param before the essay that a later page of theirs goes on after */
export function describePersonPage(person: Person, before: string | undefined): PageWords {
  const writes = writesEssays(person)
  return describePage({
    title: before === undefined ? person.name : titleOfOlder(person.name, person.essays.lines),
    description: writes ? `Essays by ${person.name}.` : `What ${person.name} said in the conversations.`,
    canonical: listAddress(personPath(person), before),
    // There is a feed of essays only where there are essays.
    feeds: writes ? { essays: { path: personPath(person), title: person.name } } : {},
    about: { type: 'profile', username: person.handle },
  })
}

type Props = {
  person: Person
  before: string | undefined
  /** What the viewer says of them, for whoever may. */
  said?: ReactNode
}

/** Somebody, what they wrote and what they said, as it stands in the frame of the site. */
export function PersonPage({ person, before, said }: Props) {
  const [path, writes] = [personPath(person), writesEssays(person)]
  return (
    <>
      <div className="beside">
        <div className="column">
          <PersonHeader person={person} />
          {said}
          {writes && (
            <section className="h-feed" aria-labelledby="essays">
              <h2 className="list-label" id="essays">
                Essays
              </h2>
              <PostLines posts={person.essays.lines} level={3} of={person.handle} leftOut={person.essays.leftOut} />
              <LeftOut count={person.essays.leftOut} what={leftOutEssays} all={wholeList(path, before)} />
              <OlderLink path={path} older={person.essays.older} later={before !== undefined} />
            </section>
          )}
          {!writes && person.replies.length > 0 && <RecentReplies replies={person.replies} place="text" />}
          <AddedTo works={person.works} />
        </div>
        {writes && person.replies.length > 0 && <RecentReplies replies={person.replies.slice(0, 4)} place="margin" />}
      </div>
      <JsonLd data={describePerson(person, env().AFTERWORD_ORIGIN)} />
    </>
  )
}
