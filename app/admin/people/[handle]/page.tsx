import '#components/people/door.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { RoleForm } from '#components/people/role-form.tsx'
import { measureNames } from '#components/people/say-measure.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { readMember } from '#lib/people/read-member.ts'
import { giveRole } from './actions.ts'

export const metadata: Metadata = { title: 'Somebody’s rights', robots: { index: false } }

/** What somebody may do here, and changing it. What moderators do about people has a page of its own. */
export default async function Page({ params }: PageProps<'/admin/people/[handle]'>) {
  const viewer = await requireViewer('administrator')
  const member = await readMember(viewer, (await params).handle, new Date())
  if (!member.ok) notFound()
  const { handle, name, email, emailVerified, role, createdAt, measures } = member.value
  return (
    <SitePage viewer={viewer} path="/admin/people">
      <div className="column-narrow door">
        <h1 className="page-title">{name}</h1>
        <p className="meta">
          @{handle}, here since <Moment at={createdAt} />
        </p>
        <p>{email ? `${email}, ${emailVerified ? 'verified' : 'not verified yet'}` : 'No e-mail address.'}</p>
        <h2 className="section-title">Role</h2>
        <RoleForm action={giveRole} handle={handle} role={role} />
        <h2 className="section-title">Measures</h2>
        {measures.length === 0 && <p>None in force.</p>}
        {measures.map(({ id, kind, at, until, reason }) => (
          <p key={id}>
            {measureNames[kind]} since <Moment at={at} />
            {until && <>, until <Moment at={until} precision="minute" /></>}. {reason}
          </p>
        ))}
        <p>
          <a href={`/moderation/people/${handle}`}>Record, notes and measures</a>
        </p>
      </div>
    </SitePage>
  )
}
