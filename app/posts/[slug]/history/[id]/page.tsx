import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { describePage } from '#app/_web/describe-page.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { OneEarlierText } from '#components/posts/earlier-texts.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import { readEarlierText } from '#lib/posts/read-published-history.ts'

type Props = { params: Promise<{ slug: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const text = await read(params)
  if (!text) return {}
  return { ...describePage({ title: `An earlier text of “${text.title}”`, canonical: postPath(text.slug), lang: text.lang }), robots: { index: false } }
}

/** One text of an essay that readers saw before. */
export default async function Page({ params }: Props) {
  const [viewer, text] = await Promise.all([currentViewer(), read(params)])
  if (!text) notFound()
  return (
    <SitePage viewer={viewer} path={`${postPath(text.slug)}/history/${text.id}`}>
      <div className="column">
        <OneEarlierText text={text} />
      </div>
    </SitePage>
  )
}

async function read(params: Props['params']) {
  const { slug, id } = await params
  return z.uuid().safeParse(id).success ? readEarlierText(pathPart(slug), id) : null
}
