import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { listPeople } from '#lib/people/list-people.ts'

export const metadata: Metadata = { title: 'Administration', robots: { index: false } }

/** Who is here, and the way to the mail. */
export default async function Page({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const viewer = await requireViewer('administrator')
  const { after } = await searchParams
  const listed = await listPeople(viewer, typeof after === 'string' ? after : '')
  const { people, next } = listed.ok ? listed.value : { people: [], next: null }
  return (
    <SitePage viewer={viewer} path="/admin">
      <div className="column door">
        <h1 className="page-title">Administration</h1>
        <p>
          <a href="/admin/mail">Mail</a> that was written and sent.
        </p>
        <p>
          <a href="/admin/public-log">Who reads the log</a> of what moderators decided.
        </p>
        <p>
          <a href="/admin/guidelines">Guidelines</a> for everybody who writes here.
        </p>
        <p>
          <a href="/admin/imports">Imports</a> from other blogs, and where their pictures lie.
        </p>
        <p>
          <a href="/admin/security">Security</a>: who came in, who could not, and what was changed or refused.
        </p>
        <h2 className="section-title">People</h2>
        <ul className="plain-lines">
          {people.map(({ handle, name, role, stopped }) => (
            <li key={handle}>
              <a href={`/admin/people/${handle}`}>{name}</a> <span className="meta">@{handle}, {role}{stopped && `, ${stopped}`}</span>
            </li>
          ))}
        </ul>
        {next && <p><a href={`/admin?after=${next}`}>More people</a></p>}
      </div>
    </SitePage>
  )
}
