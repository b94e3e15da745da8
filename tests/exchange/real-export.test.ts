import { createReadStream, existsSync } from 'node:fs'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { readWxr } from '#lib/exchange/read-wxr.ts'
import { convertMarkup } from '#lib/exchange/wordpress-markup.ts'
import type { WxrItem } from '#lib/exchange/wxr-records.ts'
import { cleanText } from '#lib/rendering/check-text.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import type { RenderingProfile } from '#lib/rendering/rendering-profiles.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { allOf } from './write-fixture.ts'

const file = new URL('../../../shared/data/themeunittestdata.wordpress.xml', import.meta.url)

describe.skipIf(!existsSync(file))('the real export (skipped where ../shared/data is missing)', async () => {
  const records = existsSync(file) ? await allOf(readWxr(createReadStream(file))) : []
  const items = records.filter((record): record is WxrItem => record.kind === 'item' && ['post', 'page'].includes(record.type))
  const bodies = items.map((item): [string, RenderingProfile, string] => [`${item.id} ${item.title}`, 'essay', item.body])
  const comments = items.flatMap((item) => item.comments).map((each): [string, RenderingProfile, string] => [`comment ${each.id}`, 'comment', each.body])

  test('is read whole', () => {
    expect(items).toHaveLength(79)
    expect(comments).toHaveLength(33)
  })

  test.each([...bodies, ...comments])('%s: a reader finds every word again, and none besides', (_, profile, source) => {
    const converted = convertMarkup({ source, profile })
    expect(words(converted.rendering.text)).toEqual(words(textOf(source, profile)))
  })

  test.each([...bodies, ...comments])('%s: what is stored renders to what was converted', (_, profile, source) => {
    const { format, source: stored, rendering } = convertMarkup({ source, profile })
    const render = format === 'html' ? sanitiseHtml : renderMarkdown
    expect(render(stored, profile, { remoteImages: true })).toEqual(rendering)
  })

  test('most of it is Markdown that a person would write', () => {
    const formats = bodies.map(([, profile, source]) => convertMarkup({ source, profile }).format)
    expect(formats.filter((format) => format === 'markdown').length).toBeGreaterThan(60)
  })
})

/** The words of a text as WordPress keeps it, found without any of the code that converts it. */
function textOf(source: string, profile: RenderingProfile): string {
  const shown = cleanText(source).replace(/<!--[\s\S]*?-->/g, ' ').replace(/<video\b[\s\S]*?src="([^"]*)"[\s\S]*?<\/video>|<audio\b[\s\S]*?src="([^"]*)"[\s\S]*?<\/audio>/g, '<p>$1$2</p>')
  const plain = profile === 'comment'
    ? shown.replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, '$1')
    : shown.replace(/\[caption[^\]]*?(?:\bcaption="([^"]*)")?\]((?:(?!\[\/caption)[\s\S])*)\[\/caption\]/g, '$2 $1 ').replace(/\[audio (\S+)\]/g, '$1')
  return visibleText(fromHtml(plain, { fragment: true }))
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
