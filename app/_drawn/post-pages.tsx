import { describePostPage } from '#app/posts/[slug]/describe-post-page.ts'
import { PostPage } from '#app/posts/[slug]/post-page.tsx'
import { readPostPage } from '#app/posts/[slug]/read-post-page.ts'
import { partLink } from '#components/comments/thread-links.ts'
import { headForAnybody } from '#components/site/read-site-head.ts'
import type { BuiltParts } from '#lib/http/documents/drawing.ts'
import { noChoices } from '#lib/posts/content-notes/choosable.ts'
import { anonymous } from '#lib/viewer.ts'
import type { DrawnKind } from './shown-page.ts'
import { standIn } from './stand-in.ts'

/** The pages of essays as anybody sees them. @param actions by which their forms are taken @throws Error where the build does not know one of them */
export function postPages(actions: BuiltParts['actions']): DrawnKind {
  const named = (room: string, name: string) => {
    const id = actions[`app/${room}/actions.ts#${name}`]
    if (id === undefined) throw new Error(`The build knows no action ${name}.`)
    return standIn(id)
  }
  const ofPage = (name: string) => named('posts/[slug]', name)
  const all = {
    reply: ofPage('reply'), resubmit: ofPage('resubmit'), withdraw: ofPage('withdraw'), edit: ofPage('edit'), moderate: ofPage('moderate'), undo: ofPage('undo'),
    noteVisit: ofPage('noteVisit'), follow: named('account/notices', 'sayFollow'), noteSeen: named('notifications', 'noteSeen'),
  }
  return {
    file: 'app/posts/[slug]/page',
    asksHead: true,
    address: /^\/posts\/([^/]+)$/,
    show: async (slug, query) => {
      const found = await readPostPage({ slug, query, viewer: anonymous, carried: '', leftOut: noChoices.leaveOut, head: headForAnybody })
      if (found.kind !== 'page') return null
      const { view } = found
      return { words: describePostPage(view.post, query, view.thread), path: partLink(view.links), body: <PostPage view={view} actions={all} />, head: view.head }
    },
  }
}
