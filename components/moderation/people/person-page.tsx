import { PersonActs } from '#components/moderation/people/person-acts.tsx'
import type { PersonActions } from '#components/moderation/people/person-acts.tsx'
import { PersonFacts } from '#components/moderation/people/person-facts.tsx'
import { PersonTexts } from '#components/moderation/people/person-texts.tsx'
import { PersonWaiting } from '#components/moderation/people/person-waiting.tsx'
import type { PersonPage as Page } from '#lib/moderation/people/read-person-page.ts'

type Props = { page: Page; actions: PersonActions; after: string }

/** All that the team knows of somebody, and what it can do about them. */
export function PersonPage({ page, actions, after }: Props) {
  const { person, mayAct, record } = page
  return (
    <div className="person-page">
      <header className="desk-head">
        <h1>{person.name}</h1>
        <p className="meta">@{person.handle}</p>
        <div className="desk-tools">
          {person.hasPage && <a href={`/people/${person.handle}`}>Public page</a>}
          <a href={`/moderation/log?person=${person.handle}`}>Log</a>
        </div>
      </header>
      <div className="person-columns">
        <div className="person-known">
          <PersonFacts page={page} />
          <PersonWaiting person={person} waiting={record.waiting} />
        </div>
        <div className="person-acts">{mayAct ? <PersonActs page={page} actions={actions} /> : <p>What is done about somebody of your own rank or above is not yours to see or to do.</p>}</div>
        <PersonTexts texts={page.texts} handle={person.handle} after={after} next={page.next} />
      </div>
    </div>
  )
}
