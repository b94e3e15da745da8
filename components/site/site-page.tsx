import type { ReactNode } from 'react'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { hasRole, isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { site } from '#lib/site.ts'

type Props = {
  viewer: Viewer
  /** Texts waiting in the queue, for moderators. */
  waiting?: number
  /** Where this page is, so that signing in leads back to it, and the own link is marked: a path with its query. */
  path?: string
  children: ReactNode
}

/** Every page: skip link, the site's name with a few quiet links, the page itself, a foot. */
export function SitePage({ viewer, waiting, path = '/', children }: Props) {
  return (
    <div className="site">
      <a className="skip-link" href="#main">
        Skip to the text
      </a>
      <header className="site-head">
        <a className="site-name" href="/" aria-current={path === '/' ? 'page' : undefined}>
          {site.name}
        </a>
        <nav className="site-links" aria-label="Site">
          {hasRole(viewer, 'moderator') && <SiteLink href="/moderation" path={path} text={waiting ? `Queue (${waiting})` : 'Queue'} />}
          {hasRole(viewer, 'administrator') && <SiteLink href="/admin" path={path} text="Administration" />}
          {isSignedIn(viewer) ? <SiteLink href="/account" path={path} text={viewer.name} /> : <SignIn path={path} />}
          {isSignedIn(viewer) && <SignOutForm />}
        </nav>
      </header>
      <main className="site-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-foot">
        <a href="/">{site.name}</a>
        <a href="/feed.xml">Feed</a>
      </footer>
    </div>
  )
}

function SiteLink({ href, path, text }: { href: string; path: string; text: string }) {
  return (
    <a href={href} aria-current={path === href ? 'page' : undefined}>
      {text}
    </a>
  )
}

function SignIn({ path }: { path: string }) {
  return <a href={path === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(path)}`}>Sign in</a>
}
