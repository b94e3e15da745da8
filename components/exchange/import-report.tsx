import { Moment } from '#components/ui/moment.tsx'
import type { Imports } from '#lib/exchange/pictures/read-imports.ts'

/** What was imported, from where its pictures come by now, and what could not be had. */
export function ImportReport({ imports: { sites, taken, remaining, troubles } }: { imports: Imports }) {
  return (
    <>
      {sites.length === 0 && <p>Nothing was imported here yet. A WordPress export is brought in on the command line: <code>npm run afterword -- import wxr FILE</code>.</p>}
      {sites.length > 0 && (
        <ul className="plain-lines">
          {sites.map(({ key, title, blogUrl, importedAt, posts }) => (
            <li key={key}>
              {title || 'A blog without a name'} <span className="meta">{blogUrl}, {posts} {posts === 1 ? 'text' : 'texts'}, imported <Moment at={importedAt} precision="minute" /></span>
            </li>
          ))}
        </ul>
      )}
      <h2 className="section-title">Pictures</h2>
      <p>{sayTaken(taken)} {sayRemaining(remaining)}</p>
      {remaining.hosts.length > 0 && (
        <ul className="plain-lines">
          {remaining.hosts.map(({ host, count }) => <li key={host}>{host} <span className="meta">{count}</span></li>)}
        </ul>
      )}
      {remaining.pictures > 0 && (
        <p>
          Pictures of the blogs themselves are taken over on the command line: <code>npm run afterword -- import media</code>, or with <code>--from</code> and a copy of their
          folder <code>wp-content/uploads</code>. What lies on other hosts is left alone.
        </p>
      )}
      {troubles.length > 0 && (
        <>
          <h2 className="section-title">What could not be had</h2>
          <ul className="plain-lines">
            {troubles.map(({ why, count, such }) => <li key={why}>{count}: {why} <span className="meta">such as {such}</span></li>)}
          </ul>
        </>
      )}
    </>
  )
}

function sayTaken(count: number): string {
  if (count === 0) return 'None was taken over yet.'
  return count === 1 ? 'One file was taken over.' : `${count} files were taken over.`
}

function sayRemaining({ pictures, posts }: Imports['remaining']): string {
  if (pictures === 0) return 'No picture of an imported text comes from elsewhere.'
  return `Readers still get ${pictures === 1 ? 'one picture' : `${pictures} pictures`} in ${posts === 1 ? 'one text' : `${posts} texts`} from elsewhere:`
}
