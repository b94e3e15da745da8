import '#components/comments/own-texts.css'
import '#components/writing/conversation/conversation-rules.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { ConversationRulesForm } from '#components/writing/conversation/conversation-rules-form.tsx'
import { WaitingTexts } from '#components/writing/conversation/waiting-texts.tsx'
import { nameEssay } from '#components/writing/name-essay.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readWaitingUnder } from '#lib/moderation/own-posts/read-waiting-under.ts'
import { readConversationRules } from '#lib/posts/conversation/read-conversation-rules.ts'
import { decide, setRules, undo } from './actions.ts'

export const metadata: Metadata = { title: 'The conversation below', robots: { index: false } }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** Where authors settle how one answers below an essay of theirs, and see what waits there. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer('author')
  const [id, query] = [z.uuid().safeParse((await params).id), await searchParams]
  if (!id.success) notFound()
  const own = await readConversationRules(viewer, id.data, new Date())
  const waiting = own.ok ? await readWaitingUnder(viewer, id.data, single(query.after) ?? '') : own
  if (!own.ok || !waiting.ok) notFound()
  const { post, rules, seen, endsAt } = own.value
  const postId = post.id
  return (
    <SitePage viewer={viewer} path={`/write/${postId}/conversation`}>
      <div className="column case">
        <WritingLinks post={post} here="conversation" role={viewer.role} />
        <h1 className="page-title">The conversation below {nameEssay(post.title)}</h1>
        <ConversationRulesForm action={setRules} postId={postId} rules={rules} seen={seen} endsAt={endsAt} />
        <WaitingTexts postId={postId} waiting={waiting.value} decided={decidedIn(query)} actions={{ decide, undo }} />
        <p className="case-back">
          <a href="/guidelines">How this conversation is kept</a>
        </p>
      </div>
    </SitePage>
  )
}

/** What was decided just now, as the address says: its sentence claims nothing that the log does not. */
function decidedIn({ decided, as }: SearchParams): { decisionId: string; action: string } | null {
  const decisionId = z.uuid().safeParse(single(decided))
  return decisionId.success ? { decisionId: decisionId.data, action: single(as) ?? '' } : null
}
