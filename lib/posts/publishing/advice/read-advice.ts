import { fromHtml } from 'hast-util-from-html'
import { publicReader, reader } from '#lib/database.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { advise } from '#lib/posts/publishing/advice/advise.ts'
import type { Advice, CheckedWork } from '#lib/posts/publishing/advice/advice.ts'
import { findDeadLinks } from '#lib/posts/publishing/advice/find-dead-links.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listOf, oneOf, readDocument } from '#lib/works/facts/document.ts'
import { readRevisionWorks } from '#lib/works/read-revision-works.ts'
import { workPath } from '#lib/works/work-path.ts'

/** What an author may want to look at in a draft before its readers do. Nothing, for those who may not read it. */
export async function readAdvice(viewer: Viewer, postId: string, origin: string): Promise<Advice[]> {
  if (permitRole(viewer, 'author')) return []
  const post = await reader().post.findUnique({
    where: { id: postId },
    select: { authorships: { select: { personId: true } }, draftRevision: { select: { id: true, html: true, contentAnswer: true, contentNotes: true } } },
  })
  if (!post?.draftRevision || permitAuthor(viewer, post)) return []
  const { id, html } = post.draftRevision
  const tree = fromHtml(html, { fragment: true })
  const [deadLinks, works] = await Promise.all([findDeadLinks(tree, origin), readWorks(id)])
  return advise({ tree, text: visibleText(tree, 'spoilers'), contentNotes: readContentNotes(post.draftRevision), deadLinks, works })
}

/** What the pages of the works say that a text is about. */
async function readWorks(revisionId: string): Promise<CheckedWork[]> {
  const named = await readRevisionWorks(revisionId)
  const pages = await publicReader().publishedWork.findMany({ where: { slug: { in: named.map(({ slug }) => slug) } }, select: { slug: true, title: true, facts: true } })
  return pages.map(({ slug, title, facts }) => {
    const document = readDocument(facts)
    const others = [oneOf(document, 'originalTitle'), ...listOf(document, 'otherTitles').map(({ value }) => value.title)].flatMap((other) => other ?? [])
    return {
      title, titles: [title, ...others], path: workPath(slug),
      main: named.some((work) => work.slug === slug && work.role !== 'mention'),
      minutes: listOf(document, 'runningTimes').map(({ value }) => value.minutes),
      years: [...new Set(listOf(document, 'releases').map(({ value }) => Number(value.date.slice(0, 4))))],
      directors: listOf(document, 'credits').filter(({ value }) => value.role === 'director').map(({ value }) => value.name),
    }
  })
}
