import '#components/moderation/rules/rules.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { authorsDecideAction, autoPublishAction } from '#app/moderation/rules/actions.ts'
import { RuleAuthorsDecide } from '#components/moderation/rules/rule-authors-decide.tsx'
import { RuleAutoPublish } from '#components/moderation/rules/rule-auto-publish.tsx'
import { RuleHouse } from '#components/moderation/rules/rule-house.tsx'
import { RuleList } from '#components/moderation/rules/rule-list.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { listRules } from '#lib/moderation/rules/list-rules.ts'
import { hasRole } from '#lib/viewer.ts'

export const metadata: Metadata = { title: 'Rules' }

/** What looks at every new text, and what each rule did. */
export default async function Page() {
  const viewer = await requireViewer('moderator')
  const listed = await listRules(viewer)
  if (!listed.ok) notFound()
  const { rules, more, house, autoPublish, authorsDecide } = listed.value
  return (
    <SitePage viewer={viewer} path="/moderation/rules">
      <div className="rules">
        <header className="desk-head">
          <h1>Rules</h1>
          <p className="meta">Every new text meets all of them. What they find stands on its card, for the people who decide.</p>
        </header>
        <RuleList rules={rules} more={more} />
        <RuleHouse rules={house} />
        <RuleAutoPublish {...autoPublish} action={hasRole(viewer, 'administrator') ? autoPublishAction : null} />
        <RuleAuthorsDecide on={authorsDecide} action={hasRole(viewer, 'administrator') ? authorsDecideAction : null} />
      </div>
    </SitePage>
  )
}
