import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import { pathPart } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { propose } from '#app/works/actions.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { FieldList } from '#components/works/propose/field-list.tsx'
import { factGroups } from '#components/works/propose/fact-rows.ts'
import { ProposeForm } from '#components/works/propose/propose-form.tsx'
import { fieldNames, fields, isFieldName } from '#lib/works/facts/fields.ts'
import type { FieldName } from '#lib/works/facts/fields.ts'
import { readWork } from '#lib/works/read-work.ts'
import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'
import { hasRole, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await readWork(pathPart((await params).slug))
  return work ? { title: `Suggest a change: ${work.title}`, robots: { index: false } } : {}
}

/** What one may suggest about a work: first which facts, then what they should be. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await readWork(slug)
  if (!work) return leaveForWork(slug, '/propose')
  const asked = fieldsIn((await searchParams).field)
  if (!asked) notFound()
  const viewer = await requireViewer()
  const path = `${workPath(work.slug)}/propose`
  const [only] = asked.length === 1 ? asked : []
  return (
    <SitePage viewer={viewer} path={hereOf(path, asked)}>
      <div className="column case">
        <header className="list-head">
          <p className="foot-label">
            <a href={workPath(work.slug)}>
              <cite>{work.title}</cite>
            </a>
          </p>
          <h1 className="page-title">{only ? `Suggest a change: ${fields[only].label.toLowerCase()}` : asked.length > 1 ? 'Suggest changes' : 'Suggest a change'}</h1>
          {asked.length > 1 && <p className="standfirst">Each of these is read and decided by itself.</p>}
        </header>
        {asked.length > 0 ? <Suggest work={work} asked={asked} viewer={viewer} path={path} /> : <FieldList document={work.document} path={path} mayUnlock={hasRole(viewer, 'moderator')} />}
      </div>
    </SitePage>
  )
}

/** The fields that an address names, in the order of a page of facts; null where it names what is none. */
function fieldsIn(named: string | string[] | undefined): FieldName[] | null {
  const asked = [named ?? []].flat()
  return asked.every(isFieldName) ? fieldNames.filter((field) => asked.includes(field)) : null
}

function hereOf(path: string, asked: readonly FieldName[]): string {
  return asked.length > 0 ? `${path}?${asked.map((field) => `field=${field}`).join('&')}` : path
}

function Suggest({ work, asked, viewer, path }: { work: Work; asked: FieldName[]; viewer: Viewer; path: string }) {
  const stopped = permitRole(viewer, 'reader')
  if (stopped) return <p>{stopped.message}</p>
  const mayApprove = hasRole(viewer, 'moderator')
  const locked = asked.filter((field) => work.document.locks[field] !== undefined)
  const groups = factGroups(work.document, mayApprove ? asked : asked.filter((field) => !locked.includes(field)))
  const known = groups.flatMap(({ rows }) => rows).filter(({ isNew }) => !isNew).map(({ key }) => key).join(',')
  return (
    <>
      {locked.map((field) => (
        <p key={field} className="meta">
          {mayApprove ? `${fields[field].label}, locked for everybody but moderators:` : `${fields[field].label} cannot be changed for now.`} {work.document.locks[field]}
        </p>
      ))}
      {groups.length > 0 && (
        <ProposeForm
          action={propose}
          here={hereOf(path, asked)}
          hidden={{ workId: work.id, baseRevisionId: work.revisionId, known }}
          groups={groups}
          mayApprove={mayApprove}
          cancel={path}
        />
      )}
    </>
  )
}
