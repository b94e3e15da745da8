import path from 'node:path'
import type { PageWords } from '#app/_web/describe-page.ts'
import { env } from '#lib/env.ts'
import { site } from '#lib/site.ts'

/** What a page says of itself, as the framework prints it: the same elements in the same order. A test compares them. */
export function HeadWords({ title, description, alternates: { canonical, types }, openGraph, twitter, authors = [], robots }: PageWords) {
  return (
    <>
      <title>{typeof title === 'string' ? `${title} · ${site.name}` : title.absolute}</title>
      <meta name="description" content={description} />
      {authors.map(({ name, url }) => [<link key={url} rel="author" href={url} />, <meta key={name} name="author" content={name} />])}
      {robots && <meta name="robots" content={robots.index ? 'index' : 'noindex'} />}
      <link rel="canonical" href={absolute(canonical)} />
      {Object.entries(types).flatMap(([type, links]) => links.map(({ url, title }) => <link key={url} rel="alternate" type={type} href={absolute(url)} title={title} />))}
      <meta property="og:title" content={openGraph.title} />
      <meta property="og:description" content={openGraph.description} />
      <meta property="og:url" content={absolute(openGraph.url)} />
      <meta property="og:site_name" content={openGraph.siteName} />
      <meta property="og:locale" content={openGraph.locale} />
      {openGraph.images?.map(({ url, alt }) => [<meta key={url} property="og:image" content={absolute(url)} />, <meta key="alt" property="og:image:alt" content={alt} />])}
      <meta property="og:type" content={openGraph.type} />
      <AboutWords {...openGraph} />
      <meta name="twitter:card" content={twitter.card} />
      <meta name="twitter:title" content={twitter.title} />
      <meta name="twitter:description" content={twitter.description} />
      {twitter.images?.map(({ url, alt }) => [<meta key={url} name="twitter:image" content={absolute(url)} />, <meta key="alt" name="twitter:image:alt" content={alt} />])}
    </>
  )
}

function AboutWords(about: PageWords['openGraph']) {
  if (about.type === 'profile') return <meta property="profile:username" content={about.username} />
  if (about.type !== 'article') return null
  return (
    <>
      <meta property="article:published_time" content={about.publishedTime} />
      <meta property="article:modified_time" content={about.modifiedTime} />
      {about.authors.map((author) => <meta key={author} property="article:author" content={author} />)}
      {about.tags.map((tag) => <meta key={tag} property="article:tag" content={tag} />)}
    </>
  )
}

/** The address of a page as others know it. That of the site has no stroke at its end. */
function absolute(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : new URL(path.posix.join('/', address), env().AFTERWORD_ORIGIN)
  return url.pathname === '/' && url.search === '' ? url.origin : url.href
}
