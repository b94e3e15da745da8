import '#components/moderation/rules/rules.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { saveRuleAction } from '#app/moderation/rules/actions.ts'
import { RuleForm } from '#components/moderation/rules/rule-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { findRuleKind } from '#lib/screening/rule-kinds.ts'

export const metadata: Metadata = { title: 'A new rule' }

/** A rule that is not there yet. */
export default async function Page({ params }: PageProps<'/moderation/rules/new/[kind]'>) {
  const viewer = await requireViewer('moderator')
  const kind = findRuleKind((await params).kind)
  if (!kind) notFound()
  return (
    <SitePage viewer={viewer} path={`/moderation/rules/new/${kind.kind}`}>
      <div className="rules">
        <header className="desk-head">
          <h1>A new rule: {kind.label.toLowerCase()}</h1>
          <p className="meta">{kind.about}</p>
        </header>
        <div className="rule-column">
          <RuleForm action={saveRuleAction} kind={kind.kind} />
        </div>
      </div>
    </SitePage>
  )
}
