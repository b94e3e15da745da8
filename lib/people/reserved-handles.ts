import { foldHandle } from '#lib/people/fold-handle.ts'

/** Words of addresses, now and as agreed for later: nobody may be mistaken for a page. */
const places = [
  'posts', 'post', 'c', 'not-here', 'people', 'person', 'tags', 'tag', 'series', 'guidelines', 'theme', 'works', 'work', 'search', 'sign-in', 'sign-up', 'sign-out', 'signin',
  'signup', 'signout', 'login', 'logout', 'account', 'accounts', 'notifications', 'write', 'writing', 'moderation', 'log', 'rules', 'insights',
  'queue', 'admin', 'feed', 'feeds', 'rss', 'atom', 'sitemap', 'robots', 'opensearch', 'healthz', 'readyz', 'health', 'api', 'auth', 'next', 'media',
  'static', 'assets', 'public', 'images', 'fonts', 'favicon', 'manifest', 'well-known', 'comments', 'comment', 'reply', 'replies', 'page',
  'pages', 'archive', 'about', 'contact', 'help', 'privacy', 'terms', 'imprint', 'settings', 'new', 'edit', 'delete', 'export',
  'import', 'mail', 'home', 'index', 'preview', 'drafts', 'protected', 'unsubscribe', 'styles', 'script', 'scripts', 'cookies', 'invite', 'error',
]

/** Words of rights and of the house: nobody may be mistaken for somebody with a say. */
const offices = [
  'anonymous', 'reader', 'readers', 'author', 'authors', 'moderator', 'moderators', 'mod', 'mods', 'administrator', 'administrators',
  'admins', 'operator', 'operators', 'editor', 'editors', 'owner', 'staff', 'team', 'official', 'support', 'security', 'system', 'root',
  'superuser', 'sysadmin', 'webmaster', 'postmaster', 'hostmaster', 'abuse', 'noreply', 'no-reply', 'mailer-daemon', 'afterword', 'guest',
  'guests', 'everyone', 'everybody', 'nobody', 'somebody', 'someone', 'here', 'all', 'me', 'you', 'us', 'null', 'undefined', 'none', 'deleted',
  'removed', 'unknown', 'bot', 'robot', 'the-editors', 'the-author', 'site', 'blog', 'host', 'localhost', 'true', 'false',
]

const reserved = new Set([...places, ...offices].map(foldHandle))

/** Whether a handle is, or looks like, a word of the house. */
export function isReservedHandle(handle: string): boolean {
  return reserved.has(foldHandle(handle))
}
