import '#components/people/door.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { RoleForm } from '#components/people/role-form.tsx'
import { SuspendForm } from '#components/people/suspend-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { readMember } from '#lib/people/read-member.ts'
import { giveRole, lift, suspend } from './actions.ts'

export const metadata: Metadata = { title: 'Somebody’s rights', robots: { index: false } }

/** What somebody may do here, and changing it. */
export default async function Page({ params }: PageProps<'/admin/people/[handle]'>) {
  const viewer = await requireViewer('administrator')
  const member = await readMember(viewer, (await params).handle, new Date())
  if (!member.ok) notFound()
  const { handle, name, role, createdAt, suspension } = member.value
  return (
    <SitePage viewer={viewer} path="/admin/people">
      <div className="column-narrow door">
        <h1 className="page-title">{name}</h1>
        <p className="meta">
          @{handle}, here since <Moment at={createdAt} />
        </p>
        <h2 className="section-title">Role</h2>
        <RoleForm action={giveRole} handle={handle} role={role} />
        <h2 className="section-title">Suspension</h2>
        {suspension ? (
          <>
            <p>
              Since <Moment at={suspension.since} />
              {suspension.until && <>, until <Moment at={suspension.until} /></>}. {suspension.reason}
            </p>
            <PressForm action={lift} fields={{ handle }} look="plain">
              End the suspension
            </PressForm>
          </>
        ) : (
          <SuspendForm action={suspend} handle={handle} />
        )}
      </div>
    </SitePage>
  )
}
