import '#components/moderation/log/public-log.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { PublicLogEntries } from '#components/moderation/log/public-log.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readPublicLog } from '#lib/moderation/log/read-public-log.ts'

type Props = { searchParams: Promise<SearchParams> }

const logOf = cache(readPublicLog)

/** An address at which there is nothing says nothing of what could be there. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const log = await logOf(single((await searchParams).before) ?? '')
  return log.ok ? { title: 'Moderation log', robots: { index: false } } : {}
}

/** What the moderators decided, for everybody, when an administrator wants it so. */
export default async function Page({ searchParams }: Props) {
  const before = single((await searchParams).before) ?? ''
  const log = await logOf(before)
  if (!log.ok) notFound()
  const { entries, older } = log.value
  return (
    <SitePage viewer={await currentViewer()} path="/log">
      <div className="column">
        <header>
          <h1 className="page-title">Moderation log</h1>
          <p className="standfirst">What was decided about replies, newest first. It shows no texts and names no writers.</p>
        </header>
        <PublicLogEntries entries={entries} />
        {(before || older) && (
          <nav className="thread-pages" aria-label="Pages">
            {before ? <a href="/log">Newest decisions</a> : <span />}
            {older && (
              <a rel="next" href={`/log?before=${encodeURIComponent(older)}`}>
                Older decisions
              </a>
            )}
          </nav>
        )}
      </div>
    </SitePage>
  )
}
