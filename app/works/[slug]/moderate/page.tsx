import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { ActForm } from '#components/works/moderate/act-form.tsx'
import { fieldNames, fields } from '#lib/works/facts/fields.ts'
import { readMergers } from '#lib/works/read-mergers.ts'
import type { Merger } from '#lib/works/read-mergers.ts'
import { readWork } from '#lib/works/read-work.ts'
import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'
import { lock, merge, part } from './actions.ts'

type Props = { params: Promise<{ slug: string }> }

export const metadata: Metadata = { title: 'Look after a work', robots: { index: false } }

/** What moderators do to the page of a work: hold a field still for a while, and make one page of two. */
export default async function Page({ params }: Props) {
  const slug = pathPart((await params).slug)
  const viewer = await requireViewer('moderator')
  const work = await readWork(slug)
  if (!work) return leaveForWork(slug, '/moderate')
  const here = `${workPath(work.slug)}/moderate`
  return (
    <SitePage viewer={viewer} path={here}>
      <div className="column case">
        <header className="list-head">
          <p className="foot-label">
            <a href={workPath(work.slug)}>
              <cite>{work.title}</cite>
            </a>
          </p>
          <h1 className="page-title">Look after this page</h1>
        </header>
        <Locks work={work} here={here} />
        <section className="work-part" aria-labelledby="merge">
          <h2 className="section-title" id="merge">
            Make one page of two
          </h2>
          <p>The address of this page, its history and the essays about it lead to the other page from then on, which takes over the facts that it lacks.</p>
          <ActForm
            action={merge} here={here} hidden={{ workId: work.id }} button="Merge this page into the other"
            asks={[{ name: 'into', label: 'The page that stays', help: 'Its address, such as /works/middlemarch.', required: true }]}
          />
        </section>
        <Mergers mergers={await readMergers(viewer, work.id)} here={here} />
      </div>
    </SitePage>
  )
}

function Locks({ work, here }: { work: Work; here: string }) {
  const locked = fieldNames.flatMap((field) => (work.document.locks[field] === undefined ? [] : [{ field, why: work.document.locks[field] }]))
  const free = fieldNames.filter((field) => work.document.locks[field] === undefined)
  return (
    <section aria-labelledby="locks">
      <h2 className="section-title" id="locks">
        Locked fields
      </h2>
      <p>Nobody but moderators can suggest a change to a locked field. The reason stands where the form would be.</p>
      {locked.map(({ field, why }) => (
        <div key={field} className="work-locked">
          <p>
            {fields[field].label}: {why}
          </p>
          <ActForm action={lock} here={here} hidden={{ workId: work.id, field, why: '' }} asks={[]} button={`Unlock ${fields[field].label.toLowerCase()}`} />
        </div>
      ))}
      <ActForm
        action={lock} here={here} hidden={{ workId: work.id }} button="Lock it"
        asks={[
          { name: 'field', label: 'Field', options: free.map((value) => ({ value, label: fields[value].label })), required: true },
          { name: 'why', label: 'Why', help: 'Everybody reads it.', required: true },
        ]}
      />
    </section>
  )
}

function Mergers({ mergers, here }: { mergers: Merger[]; here: string }) {
  if (mergers.length === 0) return null
  return (
    <section className="work-part" aria-labelledby="mergers">
      <h2 className="section-title" id="mergers">
        Pages that became part of this one
      </h2>
      <p>Parted again, each is as it was: its address, its essays and its history lead to it, and what this page had taken over goes.</p>
      {mergers.map(({ revisionId, title, slug, at }) => (
        <div key={revisionId} className="work-locked">
          <p>
            <cite>{title}</cite>, {decodeURI(workPath(slug))}, merged <Moment at={at} />
          </p>
          <ActForm action={part} here={here} hidden={{ revisionId }} asks={[]} button={`Part “${title}” again`} />
        </div>
      ))}
    </section>
  )
}
