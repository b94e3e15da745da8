import { beforeAll, describe, expect, test } from 'vitest'
import { sum, weighPage } from '../bench/weight/weigh-page.ts'
import type { PageWeight } from '../bench/weight/weigh-page.ts'
import { promised } from '../bench/weight/promised.ts'
import { essayBy, makeCast } from '../cast.ts'
import { addReplies } from '../comments/thread-rows.ts'
import { startSite } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let pages: Record<string, string>

beforeAll(async () => {
  const { ada, rae } = await makeCast()
  const [short, long] = [await essayBy(ada), await essayBy(ada)]
  const html = '<p>A thought of some length, as people have them, with <em>one word</em> in italics and a <strong>bold</strong> one.</p>'
  await addReplies({ postId: short.id, authorId: rae.id, html }, null, 3)
  await addReplies({ postId: long.id, authorId: rae.id, html }, null, 120)
  pages = { 'the front page': '/', 'an essay': `/posts/${short.slug}`, 'a long conversation': `/posts/${long.slug}`, 'an author': `/people/${ada.handle}`, 'the works': '/works', 'a search': '/search?q=thought' }
  site = await startSite()
}, 300_000)

describe.each(['the front page', 'an essay', 'a long conversation', 'an author', 'the works', 'a search'])('%s', (name) => {
  let weight: PageWeight
  beforeAll(async () => {
    weight = await weighPage(site.url + (pages[name] ?? ''))
  })

  test('is little more than its text and its marks', () => {
    expect(weight.ratio.gzip).toBeLessThan(promised.ratio)
    expect(weight.ratio.plain).toBeLessThan(promised.ratio)
  })

  test('asks for little: one module, little style, two faces, and nothing of others', () => {
    expect(weight.scripts).toHaveLength(1)
    expect(sum(weight.scripts)).toBeLessThan(promised.module)
    expect(weight.sheets.length).toBeLessThanOrEqual(name === 'a search' ? 2 : 1)
    expect(sum(weight.sheets)).toBeGreaterThan(1_000)
    expect(sum(weight.sheets)).toBeLessThan(promised.sheets)
    expect(weight.faces.map(({ address }) => /literata-(\w+)\./.exec(address)?.[1])).toEqual(['roman', 'italic'])
    expect(sum(weight.faces)).toBeLessThan(promised.faces)
    expect([weight.inline, weight.elsewhere]).toEqual([0, []])
  })

  test('moves nothing that is read already: no face comes after its page is set', async () => {
    const css = (await Promise.all(weight.sheets.map(async ({ address }) => (await fetch(address)).text()))).join('\n')
    const faces = [...css.matchAll(/@font-face\s*{([^}]*)}/g)].map(([, inside = '']) => inside).filter((inside) => inside.includes('url('))
    expect(faces.length).toBeGreaterThan(3)
    for (const face of faces) expect(face).toContain('font-display:optional')
  })
})
