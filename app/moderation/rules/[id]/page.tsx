import '#components/moderation/rules/rules.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import { rehearseAction, saveRuleAction, switchRuleAction } from '#app/moderation/rules/actions.ts'
import { RuleForm } from '#components/moderation/rules/rule-form.tsx'
import { RuleHistory } from '#components/moderation/rules/rule-history.tsx'
import { RuleRehearsal } from '#components/moderation/rules/rule-rehearsal.tsx'
import { RuleStanding } from '#components/moderation/rules/rule-standing.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readRule } from '#lib/moderation/rules/read-rule.ts'

export const metadata: Metadata = { title: 'A rule' }

/** One rule: what it does now, what it would have done, and changing it. */
export default async function Page({ params, searchParams }: PageProps<'/moderation/rules/[id]'>) {
  const viewer = await requireViewer('moderator')
  const found = await readRule(viewer, (await params).id)
  if (!found.ok) notFound()
  const rule = found.value
  // A form that was refused must find its answer again, even when somebody else saved a version meanwhile; a saved one begins anew.
  const saved = single((await searchParams).saved) ?? ''
  return (
    <SitePage viewer={viewer} path={`/moderation/rules/${rule.id}`}>
      <div className="rules">
        <header className="desk-head">
          <h1>{rule.name}</h1>
          <p className="meta">
            {rule.kind}: {rule.says}
          </p>
        </header>
        <RuleStanding rule={rule} saved={saved} action={switchRuleAction} />
        <RuleRehearsal rule={rule} saved={saved} action={rehearseAction} />
        <section className="rule-column" aria-labelledby="change">
          <h2 id="change" className="rule-title">
            Change it
          </h2>
          <p className="rule-note">
            {rule.state === 'on' ? 'What you change does nothing until it was rehearsed and switched on; until then the version that is on goes on.' : 'What you change does nothing until it was rehearsed and switched on.'}
          </p>
          <RuleForm key={saved} action={saveRuleAction} kind={rule.kindName} rule={rule} />
        </section>
        <RuleHistory rule={rule} />
      </div>
    </SitePage>
  )
}
