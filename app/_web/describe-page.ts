import { conversationFeed } from '#lib/feeds/feed-path.ts'
import { site } from '#lib/site.ts'

type Preview = { url: string; alt: string }

/** What kind of thing a page is about, for previews. */
type About =
  | { type: 'website' }
  | { type: 'article'; publishedTime: string; modifiedTime: string; authors: string[]; tags: string[] }
  | { type: 'profile'; username: string }

/** What a page says of itself in its head, in the words of the framework. Drawn pages print it themselves; see app/_drawn/head-words.tsx. */
export type PageWords = {
  title: string | { absolute: string }
  description: string
  alternates: { canonical: string; types: FeedTypes }
  openGraph: About & { siteName: string; locale: string; title: string; description: string; url: string; images: Preview[] | undefined }
  twitter: { card: 'summary' | 'summary_large_image'; title: string; description: string; images: Preview[] | undefined }
  authors?: { name: string; url: string }[]
  robots?: { index: boolean }
}

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
  image?: Preview | null
  about?: About | undefined
}

/** What a page says of itself in its head: title, address, feeds, and a preview of it. No picture where it has none. */
export function describePage({ title, description = site.description, canonical, feeds, lang = site.lang, image, about }: Page): PageWords {
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

type FeedTypes = Record<string, { url: string; title: string }[]>

/** The links by which programs find the feeds of a page: its own first, the site's last. */
export function feedTypes({ essays, conversation }: Feeds = {}): FeedTypes {
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
