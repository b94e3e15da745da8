import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { feedTypes, localeOf } from '#app/_web/describe-page.ts'
import { describeColours } from '#app/_web/describe-colours.ts'
import { chosenTheme } from '#app/_web/theme.ts'
import { env } from '#lib/env.ts'
import { site } from '#lib/site.ts'
import italic from './fonts/literata-italic.woff2'
import roman from './fonts/literata-roman.woff2'

/** Read when a page is asked for: the address is a setting of the running site, not of the build. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().AFTERWORD_ORIGIN),
    title: { default: site.name, template: `%s · ${site.name}` },
    description: site.description,
    alternates: { types: feedTypes() },
    openGraph: { type: 'website', siteName: site.name, locale: localeOf(site.lang) },
    twitter: { card: 'summary' },
  }
}

/** Said in the head as well, so that the empty window before the first line is not of the other colour. */
export async function generateViewport(): Promise<Viewport> {
  return describeColours(await chosenTheme())
}

export default async function Layout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme()
  for (const face of [roman, italic]) preload(face, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  return (
    <html lang={site.lang} data-theme={theme}>
      <body>{children}</body>
    </html>
  )
}
