import { cache } from 'react'
import type { ReactNode } from 'react'
import { DeskNav } from '#components/moderation/desk/desk-nav.tsx'
import { CarryReading } from '#components/posts/carry-reading.tsx'
import { QueueCount } from '#components/moderation/desk/queue-count.tsx'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { SearchBox } from '#components/search/search-box.tsx'
import { SearchKey } from '#components/search/search-key.tsx'
import { ThemeChoice } from '#components/site/theme-choice.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { readReadingChoices } from '#lib/accounts/read-reading-choices.ts'
import { askTogether, known } from '#lib/ask.ts'
import { siteLinks } from '#lib/house/read-site-links.ts'
import { waitingItems } from '#lib/moderation/desk/read-queue.ts'
import { unreadCounted, unreadNotices } from '#lib/moderation/notices/read-notices.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { site } from '#lib/site.ts'
import { hasRole, isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

type Props = {
  viewer: Viewer
  /** Where this page is, so that signing in leads back to it, and the own link is marked: a path with its query. */
  path?: string
  children: ReactNode
}

/**
 * What the head of a page says to its viewer, asked once for each request: the framework makes the pages beside this one that say that
 * something is not there, or not for everybody, whether they are needed or not.
 */
const headFor = cache((viewer: Viewer) =>
  askTogether({ links: siteLinks, unread: unreadNotices(viewer, new Date()), waiting: hasRole(viewer, 'moderator') ? waitingItems : known(0) }))

/** Every page: skip link, the site's name with a few quiet links, first those that bring news, the page itself, a foot. */
export async function SitePage({ viewer, path = '/', children }: Props) {
  const [{ links: { about, logIsPublic }, unread, waiting }, choices] = await Promise.all([headFor(viewer), readReadingChoices(viewer)])
  return (
    <div className="site" {...(choices.fold.length > 0 && { 'data-fold': choices.fold.join(' ') })}>
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
        {isSignedIn(viewer) && <CarryReading handle={viewer.handle} chosen={choices.fold} path={path} />}
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
