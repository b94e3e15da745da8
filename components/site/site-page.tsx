import { cache } from 'react'
import { readSiteHead } from '#components/site/read-site-head.ts'
import { SiteFrame } from '#components/site/site-frame.tsx'
import type { SitePageProps } from '#components/site/site-frame.tsx'
import { readReadingChoices } from '#lib/accounts/read-reading-choices.ts'

/**
 * What the head of a page says to its viewer, asked once for each request: the framework makes the pages beside this one that say that
 * something is not there, or not for everybody, whether they are needed or not.
 */
const headFor = cache(readSiteHead)

/** A page of the framework, with what its head and its foot say read for it. */
export async function SitePage({ viewer, path = '/', children }: SitePageProps) {
  const [head, { fold }] = await Promise.all([headFor(viewer), readReadingChoices(viewer)])
  return (
    <SiteFrame viewer={viewer} path={path} head={head} fold={fold}>
      {children}
    </SiteFrame>
  )
}
