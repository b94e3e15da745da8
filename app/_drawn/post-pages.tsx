import type { ReactNode } from 'react'
import type { PageWords } from '#app/_web/describe-page.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { describePostPage } from '#app/posts/[slug]/describe-post-page.ts'
import { PostPage } from '#app/posts/[slug]/post-page.tsx'
import { readPostPage } from '#app/posts/[slug]/read-post-page.ts'
import { partLink } from '#components/comments/thread-links.ts'
import { readSiteHead } from '#components/site/read-site-head.ts'
import { SiteFrame } from '#components/site/site-frame.tsx'
import type { BuiltParts } from '#lib/http/documents/drawing.ts'
import { noChoices } from '#lib/posts/content-notes/choosable.ts'
import { anonymous } from '#lib/viewer.ts'
import { standIn } from './stand-in.ts'

/** The page of an essay as anybody sees it; null where there is none, or none such. */
export function openPostPages(actions: BuiltParts['actions']) {
  const named = (file: string, name: string) => standIn(actions[`app/${file}/actions.ts#${name}`] ?? '')
  const ofPage = (name: string) => named('posts/[slug]', name)
  const all = {
    reply: ofPage('reply'), resubmit: ofPage('resubmit'), withdraw: ofPage('withdraw'), edit: ofPage('edit'), moderate: ofPage('moderate'), undo: ofPage('undo'),
    noteVisit: ofPage('noteVisit'), follow: named('account/notices', 'sayFollow'), noteSeen: named('notifications', 'noteSeen'),
  }
  return async (slug: string, query: SearchParams): Promise<{ words: PageWords; body: ReactNode } | null> => {
    const [found, head] = await Promise.all([readPostPage({ slug, query, viewer: anonymous, carried: '', leftOut: async () => noChoices.leaveOut }), readSiteHead(anonymous)])
    if (found.kind !== 'page') return null
    const { view } = found
    const body = (
      <SiteFrame viewer={anonymous} path={partLink(view.links)} head={head} fold={noChoices.fold}>
        <PostPage view={view} actions={all} />
      </SiteFrame>
    )
    return { words: describePostPage(view.post, query, view.thread), body }
  }
}
