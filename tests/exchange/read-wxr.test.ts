import { describe, expect, test } from 'vitest'
import { readWxr, WXR_LIMITS } from '#lib/exchange/read-wxr.ts'
import type { WxrItem, WxrRecord } from '#lib/exchange/wxr-records.ts'
import { allOf, authorOf, bytesOf, cdata, commentOf, exportOf, itemOf } from './write-fixture.ts'

async function read(text: string, size?: number): Promise<WxrRecord[]> {
  return await allOf(readWxr(bytesOf(text, size)))
}

async function itemIn(text: string): Promise<WxrItem | undefined> {
  return (await read(text)).find((record) => record.kind === 'item')
}

async function complaint(source: AsyncIterable<Uint8Array> | string, limits = WXR_LIMITS): Promise<string> {
  try {
    for await (const _ of readWxr(typeof source === 'string' ? bytesOf(source) : source, limits));
    return 'nothing'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

test('records come in the order of the file, the site first', async () => {
  const head = authorOf('wren') + '<wp:category><wp:category_nicename>trees</wp:category_nicename><wp:cat_name>Trees</wp:cat_name></wp:category>'
  const records = await read(exportOf([itemOf(1, {}, [commentOf(5)])], { head }))
  expect(records.map((record) => record.kind)).toEqual(['site', 'author', 'term', 'item'])
  expect(records[0]).toMatchObject({ version: '1.2', title: 'The Orchard', blogUrl: 'https://orchard.example' })
  expect(records[3]).toMatchObject({ id: '1', type: 'post', creator: 'wren', comments: [{ id: '5', author: 'Linnet', approved: '1' }] })
})

test('pieces may end anywhere, inside a character too', async () => {
  const text = exportOf([itemOf(1, { title: 'Περίπατος 🌳', body: 'naïve' })])
  expect(await read(text, 1)).toEqual(await read(text, 100_000))
})

test.each(['1.0', '1.1', '1.2'])('version %s is read, whatever address its namespace has', async (version) => {
  for (const scheme of ['http', 'https']) {
    const item = await itemIn(exportOf([itemOf(1)], { version, namespace: `${scheme}://wordpress.org/export/${version}/` }))
    expect(item).toMatchObject({ id: '1', body: 'We walked.' })
  }
})

describe('a value is the same however it is written', () => {
  test.each([
    ['plain', '<content:encoded>a &amp; b</content:encoded>', 'a & b'],
    ['in one section', '<content:encoded><![CDATA[a & b]]></content:encoded>', 'a & b'],
    ['in several sections', `<content:encoded>${cdata('x ]]> y')}</content:encoded>`, 'x ]]> y'],
    ['mixed', '<content:encoded>a <![CDATA[& b]]></content:encoded>', 'a & b'],
    ['empty', '<content:encoded></content:encoded>', ''],
    ['self-closed', '<content:encoded/>', ''],
    ['absent', '', ''],
    ['with control characters from a plugin', '<content:encoded><![CDATA[a\x0bb]]></content:encoded>', 'a b'],
  ])('%s', async (_, element, body) => {
    const item = await itemIn(exportOf([`<item><title>t</title>${element}<wp:post_id>1</wp:post_id></item>`]))
    expect(item?.body).toBe(body)
  })
})

test('content and excerpt are told apart by their prefix', async () => {
  expect(await itemIn(exportOf([itemOf(1, { body: 'long', excerpt: 'short' })]))).toMatchObject({ body: 'long', excerpt: 'short' })
})

test('addresses of machines never leave the file', async () => {
  expect(JSON.stringify(await read(exportOf([itemOf(1, {}, [commentOf(2)])])))).not.toContain('203.0.113.7')
})

test('a file in another encoding is read by what it declares', async () => {
  const text = exportOf([itemOf(1, { title: 'caf\u00e9' })]).replace('UTF-8', 'ISO-8859-1')
  async function* latin() {
    yield Buffer.from(text, 'latin1')
  }
  const records = await allOf(readWxr(latin()))
  expect(records.at(-1)).toMatchObject({ title: 'café' })
})

describe('what is no export is refused with its place, in one line', () => {
  const good = exportOf([itemOf(1)])
  test.each([
    ['an empty file', '', 'Line 1, column 1: The file is empty.'],
    ['white space', '\n\n ', 'The file holds no XML.'],
    ['JSON', '{"posts": []}', 'This is not well-formed XML (text data outside of root node).'],
    ['a page', '<html><body></body></html>', 'Line 1, column 6: This is a <html> file, not a WordPress export.'],
    ['a feed', '<rss><channel><title>x</title><item/></channel></rss>', 'There is no <wp:wxr_version> here'],
    ['a file without items or version', '<rss><channel></channel></rss>', 'There is no <wp:wxr_version> here'],
    ['an unknown version', exportOf([], { version: '2.0' }), 'This is WXR version “2.0”'],
    ['a version that is none', exportOf([], { version: 'latest' }), 'This is WXR version “latest”'],
    ['a cut-off file', good.slice(0, good.indexOf('</content:encoded>')), 'The file is cut off: <content:encoded> is never closed.'],
    ['crossed tags', good.replace('</item>', '</channel>'), 'This is not well-formed XML'],
    ['an unknown entity', good.replace('orchard', '&orchard;'), 'This is not well-formed XML'],
    ['bytes', 'PK\x03\x04\0\0', 'The file holds bytes that are not text'],
    ['a doctype', `<!DOCTYPE rss>${good.slice(good.indexOf('<rss'))}`, 'Line 1, column 14: The file declares a DOCTYPE'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><rss>&c;</rss>', 'The file declares a DOCTYPE'],
    ['an unknown encoding', good.replace('UTF-8', 'KLINGON-1'), 'The file says that it is written in “KLINGON-1”'],
  ])('%s', async (_, text, sentence) => {
    const line = await complaint(text)
    expect(line).toContain(sentence)
    expect(line).toMatch(/^Line \d+, column \d+: .* Nothing was imported\.$/)
  })

  test('bytes that no UTF-8 has', async () => {
    async function* bytes() {
      yield Uint8Array.of(0x3c, 0xff, 0xfe)
    }
    expect(await complaint(bytes())).toContain('The file is not text in UTF-8')
  })

  test('the place is where the mistake stands, also in the middle of a large file', async () => {
    const text = exportOf([...Array.from({ length: 500 }, (_, n) => itemOf(n + 1)), '<item><title>a</b></title></item>'])
    const line = text.slice(0, text.indexOf('</b>')).split('\n').length
    expect(await complaint(text)).toMatch(new RegExp(`^Line ${line}, column 18: `))
  })
})

describe('a file without end is refused before memory is', () => {
  const start = '<rss><channel><wp:wxr_version>1.2</wp:wxr_version>'
  async function* endless(head: string, piece: string) {
    yield Buffer.from(head)
    const chunk = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)))
    for (let sent = 0; sent < 500e6; sent += chunk.length) yield chunk
  }

  test.each([
    ['text', `${start}<item><content:encoded>`, 'abc ', 'The item that begins on line 1 is larger'],
    ['CDATA', `${start}<item><content:encoded><![CDATA[`, 'abc ', 'The item that begins on line 1 is larger'],
    ['elements in an item', `${start}<item>`, '<a/>', 'The item that begins on line 1 is larger'],
    ['depth', `${start}<item>`, '<a>', 'Elements are nested more than 32 deep.'],
    ['a comment', `${start}<!-- `, 'abc ', 'There is no end to what stands here.'],
    ['a tag', `${start}<`, 'abc', 'There is no end to what stands here.'],
    ['white space', `${start}`, '   \n', 'There is no end to what stands here.'],
    ['a doctype', '<!DOCTYPE a [', '<!ENTITY b "c">', 'There is no end to what stands here.'],
    ['passed-over elements', `${start}<image>`, '<url>x</url>', 'There is no end to what stands here.'],
  ])('%s', async (_, head, piece, sentence) => {
    const before = process.memoryUsage().rss
    expect(await complaint(endless(head, piece))).toContain(sentence)
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6)
  }, 30_000)

  test('items', async () => {
    const limits = { ...WXR_LIMITS, records: 1_000 }
    expect(await complaint(endless(start, '<item><title>a</title></item>'), limits)).toContain('There are more than 1,000 items.')
  })

  test('bytes', async () => {
    const limits = { ...WXR_LIMITS, totalBytes: 1e6 }
    expect(await complaint(endless(start, '<item><title>a</title></item>'), limits)).toContain('The file is larger than can be imported.')
  })
})
