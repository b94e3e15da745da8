import type { ReactNode } from 'react'
import { site } from '#lib/site.ts'

/** The least that a page of the site is: its name, and a text. For what the framework makes beside every page, whether it is needed or not. */
export function BarePage({ children }: { children: ReactNode }) {
  return (
    <div className="site">
      <header className="site-head">
        <a className="site-name" href="/">
          {site.name}
        </a>
      </header>
      <main className="site-main" id="main">
        {children}
      </main>
    </div>
  )
}
