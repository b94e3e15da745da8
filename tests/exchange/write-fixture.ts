/** Builds small exports in the manner of WordPress, piece by piece, so that a test shows only what it is about. */
export type FixtureOptions = { version?: string; namespace?: string; blogUrl?: string; head?: string }

export function exportOf(items: string[], options: FixtureOptions = {}): string {
  const namespace = options.namespace ?? 'http://wordpress.org/export/1.2/'
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="${namespace}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="${namespace}">
<channel>
  <title>The Orchard</title>
  <link>https://orchard.example</link>
  <language>en-GB</language>
  <wp:wxr_version>${options.version ?? '1.2'}</wp:wxr_version>
  <wp:base_site_url>https://orchard.example</wp:base_site_url>
  <wp:base_blog_url>${options.blogUrl ?? 'https://orchard.example'}</wp:base_blog_url>
${options.head ?? ''}
${items.join('\n')}
</channel>
</rss>
`
}

export function authorOf(login: string, name = login, email = `${login}@orchard.example`, id = ''): string {
  return `<wp:author>${id ? `<wp:author_id>${id}</wp:author_id>` : ''}<wp:author_login>${cdata(login)}</wp:author_login>
  <wp:author_email>${cdata(email)}</wp:author_email><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>`
}

export function categoryOf(slug: string, parent = ''): string {
  return `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent><wp:cat_name>${cdata(slug)}</wp:cat_name></wp:category>`
}

const itemDefaults = {
  title: 'A walk', link: 'https://orchard.example/2012/05/a-walk/', creator: 'wren', body: 'We walked.', excerpt: '',
  date: '2012-05-01 10:00:00', dateGmt: '2012-05-01 09:00:00', pubDate: 'Tue, 01 May 2012 09:00:00 +0000',
  slug: 'a-walk', status: 'publish', type: 'post', password: '', parent: '0', commentStatus: 'open', guid: '', inside: '',
}

export function itemOf(id: number, given: Partial<typeof itemDefaults> = {}, comments: string[] = []): string {
  const item = { ...itemDefaults, ...given }
  return `<item>
  <title>${cdata(item.title)}</title><link>${item.link}</link><pubDate>${item.pubDate}</pubDate><dc:creator>${cdata(item.creator)}</dc:creator>
  <guid isPermaLink="false">${item.guid || `https://orchard.example/?p=${id}`}</guid><description></description>
  <content:encoded>${cdata(item.body)}</content:encoded><excerpt:encoded>${cdata(item.excerpt)}</excerpt:encoded>
  <wp:post_id>${id}</wp:post_id><wp:post_date>${item.date}</wp:post_date><wp:post_date_gmt>${item.dateGmt}</wp:post_date_gmt>
  <wp:comment_status>${item.commentStatus}</wp:comment_status><wp:ping_status>open</wp:ping_status><wp:post_name>${item.slug}</wp:post_name>
  <wp:status>${item.status}</wp:status><wp:post_parent>${item.parent}</wp:post_parent><wp:menu_order>0</wp:menu_order>
  <wp:post_type>${item.type}</wp:post_type><wp:post_password>${cdata(item.password)}</wp:post_password><wp:is_sticky>0</wp:is_sticky>
  ${item.inside}
  ${comments.join('\n')}
</item>`
}

const commentDefaults = {
  author: 'Linnet', email: 'linnet@orchard.example', url: '', userId: '0', date: '2012-05-02 10:00:00', dateGmt: '2012-05-02 09:00:00',
  body: 'How lovely.', approved: '1', type: 'comment', parent: '0',
}

export function commentOf(id: number, given: Partial<typeof commentDefaults> = {}): string {
  const comment = { ...commentDefaults, ...given }
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(comment.author)}</wp:comment_author>
  <wp:comment_author_email>${comment.email}</wp:comment_author_email><wp:comment_author_url>${comment.url}</wp:comment_author_url>
  <wp:comment_author_IP>203.0.113.7</wp:comment_author_IP><wp:comment_date>${comment.date}</wp:comment_date>
  <wp:comment_date_gmt>${comment.dateGmt}</wp:comment_date_gmt><wp:comment_content>${cdata(comment.body)}</wp:comment_content>
  <wp:comment_approved>${comment.approved}</wp:comment_approved><wp:comment_type>${comment.type}</wp:comment_type>
  <wp:comment_parent>${comment.parent}</wp:comment_parent><wp:comment_user_id>${comment.userId}</wp:comment_user_id></wp:comment>`
}

/** Split where the text itself ends a section, as WordPress does. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** The text as a file would give it, in pieces that fall between any two bytes. */
export async function* bytesOf(text: string, size = 7_919): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function allOf<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}
