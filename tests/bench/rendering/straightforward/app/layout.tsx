import './style.css'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { currentViewer } from '../lib/viewer'

export const metadata: Metadata = { title: { default: 'A blog', template: '%s · A blog' } }

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  return (
    <html lang="en">
      <body>
        <header className="site-head">
          <a href="/">A blog</a>
          <nav aria-label="Site">
            <a href="/works">Works</a>
            {viewer ? <a href="/account">{viewer.name}</a> : <a href="/sign-in">Sign in</a>}
            <a href="/search">Search</a>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer className="site-foot">
          <a href="/guidelines">Guidelines</a>
          <a href="/feed.xml">Feed</a>
        </footer>
      </body>
    </html>
  )
}
