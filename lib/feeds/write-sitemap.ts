import type { ListedAddress } from '#lib/feeds/read-addresses.ts'
import { element } from '#lib/feeds/write-xml.ts'

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** Addresses for search engines, by the protocol of sitemaps.org. */
export function writeSitemap(addresses: ListedAddress[], origin: string): string {
  return write('urlset', addresses.map(({ path, changedAt }) =>
    `<url>${element('loc', origin + path)}${changedAt ? element('lastmod', changedAt.toISOString()) : ''}</url>`))
}

/** The addresses of several sitemaps, from 1. They stand beside it, because one only speaks for what is below its own folder. */
export function writeSitemapIndex(parts: number, origin: string): string {
  const numbers = Array.from({ length: parts }, (_, index) => index + 1)
  return write('sitemapindex', numbers.map((part) => `<sitemap>${element('loc', `${origin}/sitemap.xml?part=${part}`)}</sitemap>`))
}

function write(root: string, lines: string[]): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<${root} xmlns="${namespace}">`, ...lines, `</${root}>`, ''].join('\n')
}
