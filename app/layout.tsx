import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'
import { site } from '#lib/site.ts'
import { literata, literataExtended } from './fonts/literata.ts'

/** Read when a page is asked for: the address is a setting of the running site, not of the build. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().AFTERWORD_ORIGIN),
    title: { default: site.name, template: `%s · ${site.name}` },
    description: site.description,
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfcf9' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${literata.variable} ${literataExtended.variable}`}>
      <body>{children}</body>
    </html>
  )
}
