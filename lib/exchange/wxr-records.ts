import type { Place } from './wxr-trouble.ts'

/** What a WordPress export holds, one record at a time, in the order of the file. Values are as they stand there. */
export type WxrRecord = WxrSite | WxrAuthor | WxrTerm | WxrItem

export type WxrSite = {
  kind: 'site'
  place: Place
  version: string
  title: string
  link: string
  description: string
  language: string
  siteUrl: string
  blogUrl: string
}

export type WxrAuthor = {
  kind: 'author'
  place: Place
  id: string
  login: string
  email: string
  displayName: string
  firstName: string
  lastName: string
}

export type WxrTerm = { kind: 'term'; place: Place; taxonomy: string; id: string; slug: string; parent: string; name: string; description: string }
export type WxrMeta = { key: string; value: string }
export type WxrTermOfItem = { taxonomy: string; slug: string; name: string }

export type WxrItem = {
  kind: 'item'
  place: Place
  id: string
  type: string
  status: string
  title: string
  link: string
  guid: string
  creator: string
  body: string
  excerpt: string
  date: string
  dateGmt: string
  pubDate: string
  slug: string
  password: string
  parent: string
  commentStatus: string
  sticky: string
  attachmentUrl: string
  terms: WxrTermOfItem[]
  meta: WxrMeta[]
  comments: WxrComment[]
}

/** The address of the machine that a comment came from is in the file, and is never read. */
export type WxrComment = {
  place: Place
  id: string
  parent: string
  author: string
  email: string
  url: string
  userId: string
  date: string
  dateGmt: string
  body: string
  approved: string
  type: string
}

/** An element with its text, however that was written: plain, CDATA in one or more pieces, or none. */
export type XmlElement = { name: string; attributes: Record<string, string>; text: string; children: XmlElement[]; place: Place }

/** Elements of the channel that become records; all others but those of the site are passed over. */
export const recordNames = new Set(['wp:author', 'wp:category', 'wp:tag', 'wp:term', 'item'])
export const siteNames = new Set(['title', 'link', 'description', 'language', 'wp:wxr_version', 'wp:base_site_url', 'wp:base_blog_url'])

/** Prefix and local name are matched as written: the namespace's address differs between real files, its prefix does not. */
export function recordOf(element: XmlElement): WxrRecord {
  if (element.name === 'item') return itemOf(element)
  if (element.name === 'wp:author') return authorOf(element)
  return termOf(element)
}

export function siteOf(values: Map<string, string>, place: Place): WxrSite {
  const value = (name: string) => (values.get(name) ?? '').trim()
  const link = value('link')
  const siteUrl = value('wp:base_site_url') || link
  return {
    kind: 'site',
    place,
    version: value('wp:wxr_version'),
    title: value('title'),
    link,
    description: value('description'),
    language: value('language'),
    siteUrl,
    blogUrl: value('wp:base_blog_url') || siteUrl,
  }
}

function authorOf(element: XmlElement): WxrAuthor {
  const value = valueIn(element)
  return {
    kind: 'author',
    place: element.place,
    id: value('wp:author_id'),
    login: value('wp:author_login'),
    email: value('wp:author_email'),
    displayName: value('wp:author_display_name'),
    firstName: value('wp:author_first_name'),
    lastName: value('wp:author_last_name'),
  }
}

function termOf(element: XmlElement): WxrTerm {
  const value = valueIn(element)
  const shared = { kind: 'term' as const, place: element.place, id: value('wp:term_id') }
  if (element.name === 'wp:category') {
    return {
      ...shared,
      taxonomy: 'category',
      slug: value('wp:category_nicename'),
      parent: value('wp:category_parent'),
      name: value('wp:cat_name'),
      description: value('wp:category_description'),
    }
  }
  if (element.name === 'wp:tag') {
    const [slug, name, description] = [value('wp:tag_slug'), value('wp:tag_name'), value('wp:tag_description')]
    return { ...shared, taxonomy: 'post_tag', slug, parent: '', name, description }
  }
  return {
    ...shared,
    taxonomy: taxonomyOf(value('wp:term_taxonomy')),
    slug: value('wp:term_slug'),
    parent: value('wp:term_parent'),
    name: value('wp:term_name'),
    description: value('wp:term_description'),
  }
}

function itemOf(element: XmlElement): WxrItem {
  const value = valueIn(element)
  return {
    kind: 'item',
    place: element.place,
    id: value('wp:post_id'),
    type: value('wp:post_type'),
    status: value('wp:status'),
    title: value('title'),
    link: value('link'),
    guid: value('guid'),
    creator: value('dc:creator'),
    body: textIn(element, 'content:encoded'),
    excerpt: textIn(element, 'excerpt:encoded'),
    date: value('wp:post_date'),
    dateGmt: value('wp:post_date_gmt'),
    pubDate: value('pubDate'),
    slug: value('wp:post_name'),
    password: value('wp:post_password'),
    parent: value('wp:post_parent'),
    commentStatus: value('wp:comment_status'),
    sticky: value('wp:is_sticky'),
    attachmentUrl: value('wp:attachment_url'),
    terms: childrenOf(element, 'category').map(termOfItem),
    meta: childrenOf(element, 'wp:postmeta').map(metaOf),
    comments: childrenOf(element, 'wp:comment').map(commentOf),
  }
}

function termOfItem(element: XmlElement): WxrTermOfItem {
  return {
    // WXR 1.0 wrote each category once more without domain; plan-terms.ts leaves that copy out.
    taxonomy: taxonomyOf(element.attributes.domain ?? ''),
    slug: element.attributes.nicename ?? '',
    name: element.text.trim(),
  }
}

/** WXR 1.0 says `tag` where later versions say `post_tag`. */
function taxonomyOf(domain: string): string {
  return domain === 'tag' ? 'post_tag' : domain
}

function metaOf(element: XmlElement): WxrMeta {
  return { key: valueIn(element)('wp:meta_key'), value: textIn(element, 'wp:meta_value') }
}

function commentOf(element: XmlElement): WxrComment {
  const value = valueIn(element)
  return {
    place: element.place,
    id: value('wp:comment_id'),
    parent: value('wp:comment_parent'),
    author: value('wp:comment_author'),
    email: value('wp:comment_author_email'),
    url: value('wp:comment_author_url'),
    userId: value('wp:comment_user_id'),
    date: value('wp:comment_date'),
    dateGmt: value('wp:comment_date_gmt'),
    body: textIn(element, 'wp:comment_content'),
    approved: value('wp:comment_approved'),
    type: value('wp:comment_type'),
  }
}

function valueIn(element: XmlElement): (name: string) => string {
  return (name) => textIn(element, name).trim()
}

/** The text of the first child of that name. A post may hold thousands of comments, so the search ends at the first. */
function textIn(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? ''
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
