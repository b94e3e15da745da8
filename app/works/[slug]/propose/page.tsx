import '#components/works/works.css'
import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { propose } from '#app/works/actions.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { FieldList } from '#components/works/propose/field-list.tsx'
import { factRows } from '#components/works/propose/fact-rows.ts'
import { ProposeForm } from '#components/works/propose/propose-form.tsx'
import { fields, isFieldName } from '#lib/works/facts/fields.ts'
import type { FieldName } from '#lib/works/facts/fields.ts'
import { findWorkAddress, readWork } from '#lib/works/read-work.ts'
import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'
import { hasRole, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await readWork(pathPart((await params).slug))
  return work ? { title: `Suggest a change: ${work.title}`, robots: { index: false } } : {}
}

/** What one may suggest about a work: first which fact, then what it should be. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await readWork(slug)
  if (!work) return leaveFor(await findWorkAddress(slug))
  const asked = single((await searchParams).field)
  if (asked !== undefined && !isFieldName(asked)) notFound()
  const viewer = await requireViewer()
  const path = `${workPath(work.slug)}/propose`
  return (
    <SitePage viewer={viewer} path={asked ? `${path}?field=${asked}` : path}>
      <div className="column case">
        <header className="list-head">
          <p className="foot-label">
            <a href={workPath(work.slug)}>
              <cite>{work.title}</cite>
            </a>
          </p>
          <h1 className="page-title">{asked ? `Suggest a change: ${fields[asked].label.toLowerCase()}` : 'Suggest a change'}</h1>
        </header>
        {asked ? <Suggest work={work} field={asked} viewer={viewer} path={path} /> : <FieldList document={work.document} path={path} />}
      </div>
    </SitePage>
  )
}

function Suggest({ work, field, viewer, path }: { work: Work; field: FieldName; viewer: Viewer; path: string }) {
  const stopped = permitRole(viewer, 'reader')
  if (stopped) return <p>{stopped.message}</p>
  const locked = work.document.locks[field]
  const mayApprove = hasRole(viewer, 'moderator')
  if (locked !== undefined && !mayApprove) return <p>This cannot be changed for now. {locked}</p>
  const rows = factRows(work.document, field)
  const known = rows.filter(({ isNew }) => !isNew).map(({ key }) => key).join(',')
  return (
    <>
      {locked !== undefined && <p className="meta">Locked for everybody but moderators: {locked}</p>}
      <ProposeForm
        action={propose}
        here={`${path}?field=${field}`}
        hidden={{ workId: work.id, baseRevisionId: work.revisionId, known }}
        rows={rows}
        asksSource={field !== 'synopses' && field !== 'kind'}
        mayApprove={mayApprove}
        cancel={path}
      />
    </>
  )
}

function leaveFor(slug: string | null): never {
  if (slug) permanentRedirect(`${workPath(slug)}/propose`)
  notFound()
}
