import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { describePage } from '#app/_web/describe-page.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { EarlierTexts } from '#components/posts/earlier-texts.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { readPublishedHistory } from '#lib/posts/read-published-history.ts'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const history = await readPublishedHistory(pathPart((await params).slug))
  if (!history) return {}
  return { ...describePage({ title: `The texts of “${history.title}”`, canonical: `${postPath(history.slug)}/history` }), robots: { index: false } }
}

/** What readers have seen of an essay, where its author lets them look back. */
export default async function Page({ params }: Props) {
  const slug = pathPart((await params).slug)
  const [viewer, history] = await Promise.all([currentViewer(), readPublishedHistory(slug)])
  if (!history) {
    const present = await findRedirect(postPath(slug))
    return present ? permanentRedirect(`${present}/history`) : notFound()
  }
  return (
    <SitePage viewer={viewer} path={`${postPath(slug)}/history`}>
      <div className="column">
        <h1 className="page-title">
          The texts of “<a href={postPath(slug)}>{history.title}</a>”
        </h1>
        <EarlierTexts history={history} />
      </div>
    </SitePage>
  )
}
