import type { Metadata } from 'next'
import { conversationFeed } from '#lib/feeds/feed-path.ts'
import { site } from '#lib/site.ts'

type OpenGraph = NonNullable<Metadata['openGraph']>

type Page = {
  /** As the window says it; other places say the site's name by themselves. */
  title: string
  description?: string
  /** The address by which the page is known: a path, or where it first appeared. */
  canonical: string
  /** The feeds of its own. */
  feeds?: Feeds
  /** The language of what it is about. */
  lang?: string
  image?: { url: string; alt: string } | null
  /** What kind of thing it is about, for previews. */
  about?: OpenGraph
}

/** What a page says of itself in its head: title, address, feeds, and a preview of it. No picture where it has none. */
export function describePage({ title, description = site.description, canonical, feeds, lang = site.lang, image, about }: Page): Metadata {
  const images = image ? [image] : undefined
  return {
    title: title === site.name ? { absolute: title } : title,
    description,
    alternates: { canonical, types: feedTypes(feeds) },
    openGraph: { ...(about ?? { type: 'website' }), siteName: site.name, locale: localeOf(lang), title, description, url: canonical, images },
    twitter: { card: images ? 'summary_large_image' : 'summary', title, description, images },
  }
}

export type Feeds = { essays?: { path: string; title: string }; conversation?: { slug: string; title: string } }

/** The links by which programs find the feeds of a page: its own first, the site's last. */
export function feedTypes({ essays, conversation }: Feeds = {}): Record<string, { url: string; title: string }[]> {
  const lists = [...(essays ? [{ base: essays.path, title: `${essays.title} · ${site.name}` }] : []), { base: '', title: site.name }]
  const inFormat = (file: string) => lists.map(({ base, title }) => ({ url: `${base}/${file}`, title }))
  return {
    'application/rss+xml': [
      ...(conversation ? [{ url: conversationFeed(conversation.slug), title: `The conversation under ${conversation.title} · ${site.name}` }] : []),
      ...inFormat('feed.xml'),
    ],
    'application/atom+xml': inFormat('atom.xml'),
    'application/feed+json': inFormat('feed.json'),
  }
}

/** `en_GB`, the way of writing it in previews. The site's own English is British. */
export function localeOf(lang: string): string {
  if (lang === site.lang) return 'en_GB'
  try {
    const { language, region } = new Intl.Locale(lang).maximize()
    return region ? `${language}_${region}` : language
  } catch {
    return 'en_GB'
  }
}
