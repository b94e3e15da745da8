import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { clipHtml } from '#components/moderation/cards/clip-html.ts'
import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { convertMarkup } from '#lib/exchange/wordpress-markup.ts'
import { changeGuidelines } from '#lib/house/change-guidelines.ts'
import { withMediaPass } from '#lib/media/media-pass.ts'
import { saveRuleInput } from '#lib/moderation/rules/save-rule.ts'
import { linkHandles } from '#lib/notices/link-mentions.ts'
import { biographyField } from '#lib/people/biography-field.ts'
import { conversationRulesInput } from '#lib/posts/conversation/conversation-rules.ts'
import { essayText } from '#lib/posts/essay-text.ts'
import { seriesDescription } from '#lib/posts/series/series-description.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { noteFields } from '#lib/posts/update-notes/note-fields.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { standInForRemote } from '#lib/rendering/stand-in-for-remote.ts'
import { breachesOf, elementsOf } from './allow-list.ts'
import type { Kind } from './allow-list.ts'
import { hostileTexts } from './hostile-texts.ts'

const kinds: Kind[] = ['comment', 'essay']
const options = { idPrefix: '7', remoteImages: true }

const glue = ['', ' ', '\n', '\n\n', '\n> ', '\n- ', '\n    ', '"', "'", '>', '<', '</p>', '<p>', '<table>', '<svg>', '<math>', '<b>', '||', '\n:::\n', '`', '```\n', '*', '&', '\0', '@ada ', '\u202e']

/** Several of them, whole or torn, with something between. */
const anyHostile = fc.array(
  fc.tuple(fc.constantFrom(...hostileTexts), fc.option(fc.tuple(fc.nat(200), fc.nat(200)), { freq: 3 }), fc.constantFrom(...glue)).map(([text, torn, after]) => (torn ? text.slice(Math.min(...torn), Math.max(...torn)) : text) + after),
  { minLength: 1, maxLength: 6 },
).map((parts) => parts.join(''))

const breaches = (html: string, kind: Kind, more = {}) => breachesOf(elementsOf(html), kind, more)

describe.each(kinds)('of a %s nothing comes out but what is allowed', (kind) => {
  test('whichever of the known attacks it is', () => {
    const found = hostileTexts.flatMap((text) => [renderMarkdown(text, kind, options), sanitiseHtml(text, kind, options)].flatMap(({ html }) => breaches(html, kind).map((breach) => [text, breach])))
    expect(found).toEqual([])
  })

  test('however they are put together, and whatever is done with it before it is shown', () => {
    fc.assert(fc.property(anyHostile, fc.nat(300), (text, length) => {
      for (const { html } of [renderMarkdown(text, kind, options), sanitiseHtml(text, kind, options)]) {
        expect(breaches(html, kind)).toEqual([])
        expect(breaches(markMatches(html, ['pwned', 'words', 'x', '<img', 'elsewhere.invalid']).html, kind, { mark: {} })).toEqual([])
        expect(breaches(clipHtml(html, length), kind)).toEqual([])
        if (kind === 'comment') expect(breaches(linkHandles(html, new Set(['ada'])), kind)).toEqual([])
        expect(breaches(withMediaPass(html, new Date(0)), kind)).toEqual([])
        expect(breaches(leaveOutFolded(html), kind)).toEqual([])
      }
    }), { numRuns: 250 })
  })

  test('nor of what an old blog held, whichever of its editors wrote it', () => {
    fc.assert(fc.property(anyHostile, fc.constantFrom('', '<!-- wp:html -->', '<!-- wp:paragraph {"a":"<script>"} -->', '[caption]', '[gallery ids="1"]', '[embed]'), (text, before) => {
      const { rendering } = convertMarkup({ source: `${before}\n${text}`, profile: kind, footnotes: '' } as Parameters<typeof convertMarkup>[0])
      expect(breaches(rendering.html, kind)).toEqual([])
    }), { numRuns: 150 })
  })
})

test('what stands in the place of a picture that lives elsewhere is an address, and loads nothing', () => {
  const stands = { span: { class: /^remote-picture$/ }, a: { rel: /^noopener(?: noreferrer)?$/, target: /^_blank$/ } }
  fc.assert(fc.property(anyHostile, (text) => {
    const html = standInForRemote(sanitiseHtml(`${text}<img src="https://elsewhere.invalid/${encodeURIComponent(text.slice(0, 20).toWellFormed())}" alt='${text.replaceAll("'", '')}'>`, 'essay', options).html)
    expect(breaches(html, 'essay', stands)).toEqual([])
    expect(elementsOf(html).filter(({ name, attributes }) => name === 'img' && /^https?:/i.test(attributes.src ?? ''))).toEqual([])
  }), { numRuns: 150 })
})

/** Every field in which people write a text with marks, as a form sends it to its command. */
const fields: [what: string, kind: Kind, read: (text: string) => Promise<string | null>][] = [
  ['a comment', 'comment', (text) => htmlOf(commentText, text)],
  ['a biography', 'comment', (text) => htmlOf(biographyField, text)],
  ['what an author asks of those who reply', 'comment', async (text) => (await conversationRulesInput.safeParseAsync({ mode: 'open', commenters: 'anyone', guidelines: text })).data?.guidelines.html ?? null],
  ['an essay', 'essay', (text) => htmlOf(essayText, text)],
  ['a note on an essay', 'essay', (text) => htmlOf(noteFields.body, text)],
  ['what a series is about', 'essay', (text) => htmlOf(seriesDescription, text)],
  ['how the conversation is kept', 'essay', async (text) => (await changeGuidelines.input.safeParseAsync({ body: text, basedOn: '' })).data?.body.html ?? null],
]

async function htmlOf(field: z.ZodType<{ html: string }, string | undefined>, text: string): Promise<string | null> {
  return (await field.safeParseAsync(text)).data?.html ?? null
}

describe.each(fields)('%s', (_, kind, read) => {
  let taken = 0
  afterAll(() => expect(taken).toBeGreaterThan(20))

  test('is stored as nothing but allowed elements, or not taken', async () => {
    await fc.assert(fc.asyncProperty(anyHostile, async (text) => {
      const html = await read(text)
      if (html === null) return
      taken++
      expect(breaches(html, kind)).toEqual([])
    }), { numRuns: 60 })
  })
})

const rule = { kind: 'words', severity: 'hold', scope: 'site', settings: {} }

test.each<[string, number, (text: string) => Promise<{ success: boolean }>]>([
  ['a note on an essay', 5_000, (text) => noteFields.body.safeParseAsync(text)],
  ['what a series is about', 2_000, (text) => seriesDescription.safeParseAsync(text)],
  ['how the conversation is kept', 20_000, (text) => changeGuidelines.input.safeParseAsync({ body: text, basedOn: '' })],
  ['the name of a rule', 80, (text) => saveRuleInput.safeParseAsync({ ...rule, name: text })],
  ['what a rule says', 500, (text) => saveRuleInput.safeParseAsync({ ...rule, name: 'A rule', sentence: text })],
])('%s is counted as people count, up to %i', async (_, most, read) => {
  expect((await read('🙂'.repeat(most))).success).toBe(true)
  expect((await read('a'.repeat(most + 1))).success).toBe(false)
})
