import { StoredHtml } from '#components/ui/stored-html.tsx'

type Props = { person: { handle: string; name: string; pronouns: string; biographyHtml: string; website: string } }

/** Who somebody is, on top of their page. */
export function PersonHeader({ person }: Props) {
  return (
    <header className="person-head h-card">
      <data className="u-url u-uid" value={`/people/${person.handle}`} />
      <h1 className="page-title p-name">{person.name}</h1>
      <p className="person-facts">
        {person.pronouns && <span className="p-pronouns">{person.pronouns}</span>}
        {/^https?:\/\//.test(person.website) && (
          <a className="u-url" rel="me nofollow noopener" href={person.website}>
            {shownAddress(person.website)}
          </a>
        )}
      </p>
      {person.biographyHtml && (
        <div className="p-note">
          <StoredHtml html={person.biographyHtml} />
        </div>
      )}
    </header>
  )
}

/** An address as people say it: without scheme, `www.` and the slash at the end. */
function shownAddress(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
}
