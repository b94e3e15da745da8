import type { ReactNode } from 'react'
import { DeskNav } from '#components/moderation/desk/desk-nav.tsx'
import { CarryReading } from '#components/posts/carry-reading.tsx'
import { QueueCount } from '#components/moderation/desk/queue-count.tsx'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { SearchBox } from '#components/search/search-box.tsx'
import { SearchKey } from '#components/search/search-key.tsx'
import type { SiteHead } from '#components/site/read-site-head.ts'
import { ThemeChoice } from '#components/site/theme-choice.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { unreadCounted } from '#lib/moderation/notices/read-notices.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { site } from '#lib/site.ts'
import { hasRole, isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type SitePageProps = {
  viewer: Viewer
  /** Where this page is, so that signing in leads back to it, and the own link is marked: a path with its query. */
  path?: string
  children: ReactNode
}

type Props = SitePageProps & {
  head: SiteHead
  /** What the viewer wants folded. */
  fold: readonly Choosable[]
}

/** Every page: skip link, the site's name with a few quiet links, first those that bring news, the page itself, a foot. */
export function SiteFrame({ viewer, path = '/', head: { links: { about, logIsPublic }, unread, waiting }, fold, children }: Props) {
  return (
    <div className="site" {...(fold.length > 0 && { 'data-fold': fold.join(' ') })}>
      <a className="skip-link" href="#main">
        Skip to the text
      </a>
      <link rel="search" type="application/opensearchdescription+xml" title={site.name} href="/opensearch.xml" />
      <header className="site-head">
        <a className="site-name" href="/" aria-current={path === '/' ? 'page' : undefined}>
          {site.name}
        </a>
        <nav className="site-links" aria-label="Site">
          {isSignedIn(viewer) ? (
            <>
              {hasRole(viewer, 'moderator') && <SiteLink href="/moderation" path={path} text={<QueueCount waiting={waiting} />} />}
              <SiteLink href="/notifications" path={path} text={sayNotices(unread)} />
              <Sheet id="site-more" button="Menu">
                {about && <SiteLink href={postPath(about)} path={path} text="About" />}
                <SiteLink href="/works" path={path} text="Works" />
                <SiteLink href="/write" path={path} text="Write" />
                {hasRole(viewer, 'administrator') && <SiteLink href="/admin" path={path} text="Administration" />}
                <SiteLink href="/account" path={path} text={viewer.name} />
                <SignOutForm />
                {hasRole(viewer, 'moderator') && <SearchLink path={path} />}
              </Sheet>
              {!hasRole(viewer, 'moderator') && <SearchLink path={path} />}
            </>
          ) : (
            <>
              {about && <SiteLink href={postPath(about)} path={path} text="About" />}
              <SiteLink href="/works" path={path} text="Works" />
              <SignIn path={path} />
              <SearchLink path={path} />
            </>
          )}
        </nav>
        {!/^\/search(?![^?])/.test(path) && <SearchBox />}
        {!isDesk(path) && <SearchKey />}
      </header>
      <main className="site-main" id="main" tabIndex={-1}>
        {isDesk(path) && <DeskNav path={path} />}
        {isSignedIn(viewer) && <CarryReading handle={viewer.handle} chosen={fold} path={path} />}
        {children}
      </main>
      <footer className="site-foot">
        <p className="foot-says">{site.description}</p>
        <p className="foot-links">
          <a href="/guidelines">Guidelines</a>
          {logIsPublic && <a href="/log">Moderation log</a>}
          {!isSignedIn(viewer) && <a href="/write">Write an essay</a>}
          <a href="/feed.xml">Feed</a>
        </p>
        <ThemeChoice />
      </footer>
    </div>
  )
}

/** The desk has a search of its own, and keys of its own. */
function isDesk(path: string): boolean {
  return /^\/moderation(?![^/?])/.test(path)
}

/** `Notices (2)`: how many are unread. */
function sayNotices(unread: number): string {
  if (unread === 0) return 'Notices'
  return `Notices (${unread < unreadCounted ? unread : `${unreadCounted} or more`})`
}

function SiteLink({ href, path, text }: { href: string; path: string; text: ReactNode }) {
  return (
    <a href={href} aria-current={path === href ? 'page' : undefined}>
      {text}
    </a>
  )
}

/** On pages with room for a line to search by, that stands instead. */
function SearchLink({ path }: { path: string }) {
  return (
    <span className="search-link">
      <SiteLink href="/search" path={path.split('?', 1)[0] ?? ''} text="Search" />
    </span>
  )
}

function SignIn({ path }: { path: string }) {
  return <a href={path === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(path)}`}>Sign in</a>
}
