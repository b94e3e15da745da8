import { env } from '#lib/env.ts'

/** The text of a mail: paragraphs, then who sent it. */
export function letterText(paragraphs: readonly string[]): string {
  return `${[...paragraphs, '-- \nAfterword, a community blog for essays'].join('\n\n')}\n`
}

/** Mail names the configured address of the site, never one that a request brought along. */
export function siteAddress(path: string): string {
  return new URL(path, env().AFTERWORD_ORIGIN).href
}
