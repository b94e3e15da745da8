import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import { decideNow, makeCast, person, replyBy } from '../cast.ts'
import { find, paths, publishedEssay, say, unheardWord } from './story.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

async function said(slug: string, body: string, parentId = ''): Promise<string> {
  const id = await replyBy(await person('rae', 'reader'), slug, parentId, body)
  await decideNow(cast.mo, id, 'approve')
  return id
}

describe('what is found', () => {
  test('the title weighs most, then standfirst and tags, then headings, then the text; comments come below', async () => {
    const word = unheardWord()
    const inText = await publishedEssay(cast.ada, { body: `One ${word} in passing, among other words.` })
    const inHeading = await publishedEssay(cast.ada, { body: `## On ${word}\n\nOther words.` })
    const inStandfirst = await publishedEssay(cast.ada, { standfirst: `About ${word}.` })
    const inTitle = await publishedEssay(cast.ada, { title: `The ${word}` })
    const comment = await said(inText.slug, `${word} ${word} ${word}, I say.`)
    expect(await paths(word)).toEqual([inTitle.path, inStandfirst.path, `${inHeading.path}#e-on-${word}`, inText.path, `/c/${comment}`])
  })

  test('a tag, and the name of an author, are words of the essay', async () => {
    const [tag, name] = [unheardWord(), unheardWord()]
    const author = await person(`Bo ${name}`, 'author')
    const { path } = await publishedEssay(author, { tags: [tag] })
    expect(await paths(tag)).toEqual([path])
    expect(await paths(name)).toEqual(expect.arrayContaining([`/people/${author.handle}`, path]))
  })

  test('words are found in another form, in another case, and without their accents', async () => {
    const word = unheardWord()
    const { path } = await publishedEssay(cast.ada, { body: `${word}: the windows of a Café in Łódź.` })
    for (const other of ['window', 'WINDOWED', 'cafe', 'CAFÉ', 'lodz']) expect(await paths(`${word} ${other}`), other).toEqual([path])
    expect(await paths(`${word} door`)).toEqual([])
  })

  test('each text is read in its own language', async () => {
    const word = unheardWord()
    const german = await publishedEssay(cast.ada, { body: `${word}: die Häuser der Städte.`, lang: 'de-AT' })
    const nameless = await publishedEssay(cast.ada, { body: `${word}: qapla windows.`, lang: 'tlh' })
    expect(await paths(`${word} Haus`)).toEqual([german.path])
    expect(await paths(`${word} windows`)).toEqual([nameless.path])
    expect(await paths(`window ${word}`)).toEqual([])
  })

  test('what is written without spaces is found by a part of it, and that part is marked', async () => {
    const word = unheardWord()
    const garden = await publishedEssay(cast.ada, { title: `${word}東京都庭園の話`, body: `${word}。昨日、東京都庭園を歩いた。`, lang: 'ja' })
    const other = await publishedEssay(cast.ada, { body: `${word}：京都で都庁を見た。`, lang: 'ja' })
    const thai = await publishedEssay(cast.ada, { body: `${word} ภาพยนตร์เรื่องนี้ดีมาก`, lang: 'th' })
    for (const [part, found] of [['庭園', garden], ['都庭園', garden], ['庭', garden], ['"東京都"', garden], ['都庁', other], ['เรื่อง', thai]] as const) expect((await paths(`${word} ${part}`)).map(decodeURIComponent), part).toEqual([found.path])
    expect((await paths(`${word} 京都`)).map(decodeURIComponent).toSorted()).toEqual([garden.path, other.path].toSorted())
    expect(await paths(`${word} 京都 -東京都`)).toEqual([other.path])
    expect(await paths(`${word} 園東`)).toEqual([])
    const { results } = await find(`${word} 都庭園`)
    expect(say(results[0]?.title ?? [])).toBe(`[${word}]東京[都庭園]の話`)
    const comment = await said(other.slug, `${word}また行きたい`)
    expect(await paths({ q: `${word} 行きたい`, kind: 'comment' })).toEqual([`/c/${comment}`])
  })

  test('what must not be there is not there, in any language', async () => {
    const word = unheardWord()
    const english = await publishedEssay(cast.ada, { body: `${word} running away` })
    await publishedEssay(cast.ada, { body: `${word} laufen`, lang: 'de' })
    expect(await paths(`${word} -run -laufen`)).toEqual([])
    expect(await paths(`${word} -laufen`)).toEqual([english.path])
  })

  test('a phrase stands in its order, and either of two words is enough', async () => {
    const [one, two] = [unheardWord(), unheardWord()]
    const { path } = await publishedEssay(cast.ada, { body: `the ${one} and the ${two}` })
    expect(await paths(`"${one} and the ${two}"`)).toEqual([path])
    expect(await paths(`"${two} and the ${one}"`)).toEqual([])
    expect(await paths(`${one} or ${unheardWord()}`)).toEqual([path])
    expect(await paths(`${one} ${unheardWord()}`)).toEqual([])
  })

  test('a title made of words that say nothing is found by them', async () => {
    const { path } = await publishedEssay(cast.ada, { title: 'It' })
    expect(await paths('it')).toContain(path)
  })

  test('the beginning of a word finds it where nothing has the word itself, and says so', async () => {
    const word = unheardWord()
    const { path } = await publishedEssay(cast.ada, { body: `A ${word} here.` })
    expect(await find(word.slice(0, -3))).toMatchObject({ begins: word.slice(0, -3), results: [{ path }] })
    expect(await find(word)).toMatchObject({ begins: '', results: [{ path }] })
    expect(await find(`"${word.slice(0, -3)}"`)).toMatchObject({ begins: '', results: [] })
  })

  test('people are found by name and handle if they have a page, who only reads is not', async () => {
    const [writes, reads] = [unheardWord(), unheardWord()]
    const author = await person(`Ann ${writes}`, 'author')
    await person(`Gus ${reads}`, 'reader')
    await publishedEssay(author, {})
    expect((await find({ q: writes, kind: 'person' })).results).toMatchObject([{ kind: 'person', path: `/people/${author.handle}`, at: null }])
    expect(await paths({ q: author.handle, kind: 'person' })).toEqual([`/people/${author.handle}`])
    expect(await paths(reads)).toEqual([])
  })

  test('a page of the site is found as one', async () => {
    const word = unheardWord()
    const { id, path } = await publishedEssay(cast.ada, { title: `House rules of ${word}` })
    await writer().post.update({ where: { id }, data: { kind: 'page' }, select: { id: true } })
    expect((await find(word)).results).toMatchObject([{ kind: 'page', path }])
    expect(await paths({ q: word, kind: 'essay' })).toEqual([])
  })
})

describe('what is said of it', () => {
  test('of an essay: authors, date, replies, its note before the words, the heading above them', async () => {
    const word = unheardWord()
    const essay = await publishedEssay(cast.ada, {
      title: 'A title', body: `Before.\n\n## The room\n\nHere is the ${word}, at last.`, contentNotes: [{ topic: 'grief', degree: 'discussed' }],
    })
    await said(essay.slug, 'A thought of mine.')
    const [result] = (await find(word)).results
    expect(result).toMatchObject({ path: `${essay.path}#e-the-room`, notes: 'Before you read: grief (discussed).', replies: 1, by: [{ handle: cast.ada.handle }], folded: false })
    expect([say(result?.title ?? []), say(result?.section ?? []), say(result?.snippet ?? [])]).toEqual(['A title', 'The room', `Here is the [${word}], at last.`])
  })

  test('of a comment: who, on what, and how many answered; the note of its essay once', async () => {
    const word = unheardWord()
    const essay = await publishedEssay(cast.ada, { title: 'On lakes', contentNotes: [{ topic: 'drowning', degree: 'depicted' }] })
    const first = await said(essay.slug, `A ${word} by the water.`)
    const second = await said(essay.slug, `Another ${word}, a little longer than the first one was.`, first)
    const { results } = await find({ q: word, order: 'newest' })
    expect(results.map(({ path, replies }) => [path, replies])).toEqual([[`/c/${second}`, 0], [`/c/${first}`, 1]])
    expect(results.map(({ notes }) => notes)).toEqual(['Before you read: drowning (depicted).', ''])
    expect(say(results[1]?.title ?? [])).toBe('rae on On lakes')
  })

  test('words are marked as they are written, whatever was typed', async () => {
    const word = unheardWord()
    await publishedEssay(cast.ada, { body: `${word}: WINDOWS and Cafés, windowless.` })
    const [result] = (await find(`${word} window café`)).results
    expect(say(result?.snippet ?? [])).toBe(`[${word}]: [WINDOWS] and [Cafés], windowless.`)
  })

  test('what somebody wrote about markup stays text', async () => {
    const word = unheardWord()
    const text = `<script>alert(1)</script> <mark>${word}</mark> & "so"`
    const { slug } = await publishedEssay(cast.ada, { body: `\`${text}\`` })
    await said(slug, `\`${text}\``)
    const { results } = await find(word)
    expect(results).toHaveLength(2)
    for (const { snippet } of results) expect(snippet.map((piece) => piece.text).join('')).toBe(text)
  })
})

describe('narrowed', () => {
  test('by kind, tag, person and year, together and apart', async () => {
    const [word, tag] = [unheardWord(), unheardWord()]
    const other = await person('ann', 'author')
    const old = await publishedEssay(cast.ada, { body: `${word} then`, tags: [tag], at: new Date(Date.UTC(2019, 11, 31, 23, 59)) })
    const recent = await publishedEssay(other, { body: `${word} now, and more words`, at: new Date(Date.UTC(2020, 0, 1)) })
    const comment = await said(old.slug, `${word} again`)
    const year = String(new Date().getUTCFullYear())
    expect((await paths(word)).toSorted()).toEqual([old.path, recent.path, `/c/${comment}`].toSorted())
    expect(await paths({ q: word, kind: 'comment' })).toEqual([`/c/${comment}`])
    expect(await paths({ q: word, tag })).toEqual([old.path, `/c/${comment}`])
    expect(await paths({ q: word, person: `@${other.handle}` })).toEqual([recent.path])
    expect(await paths({ q: word, year: '2019' })).toEqual([old.path])
    expect(await paths({ q: word, year })).toEqual([`/c/${comment}`])
    expect(await paths({ q: word, tag, year: '2020' })).toEqual([])
    expect(await paths({ q: word, kind: 'person', tag })).toEqual([])
  })

  test.each([
    [{ tag: 'no-such-tag' }, 'tag'], [{ person: 'nobody-here' }, 'person'], [{ year: '20' }, 'year'], [{ kind: 'recipe' }, 'kind'], [{ order: 'oldest' }, 'order'],
  ])('by what is not there (%j) it says so beside the field', async (asked, field) => {
    const outcome = await readSearch(searchFilter({ q: 'anything', ...asked }))
    expect(outcome).toMatchObject({ ok: false, code: 'invalid' })
    expect(Object.keys(outcome.ok ? {} : (outcome.fields ?? {}))).toEqual([field])
  })
})

describe('pages', () => {
  test.each(['', 'newest'])('hold everything once, in one order, also where two are alike (%s)', async (order) => {
    const word = unheardWord()
    const at = new Date(Date.UTC(2021, 4, 5))
    const essays = [await publishedEssay(cast.ada, { body: `${word} a`, at }), await publishedEssay(cast.ada, { body: `${word} b`, at }), await publishedEssay(cast.ada, { title: word })]
    for (let count = 0; count < 4; count++) await said(essays[0]?.slug ?? '', `${word} number ${count}`)
    const all = await paths({ q: word, order })
    expect(all).toHaveLength(7)
    const seen: string[] = []
    for (let after = '', pages = 0; pages < 10; pages++) {
      const page = await find({ q: word, order }, { after, limit: 2 })
      seen.push(...page.results.map(({ path }) => path))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual(all)
  })

  test('nothing is shown twice or left out when something new appears in between', async () => {
    const word = unheardWord()
    const { slug } = await publishedEssay(cast.ada, {})
    for (let count = 0; count < 4; count++) await said(slug, `${word} number ${count}`)
    const before = await paths({ q: word, order: 'newest' })
    const first = await find({ q: word, order: 'newest' }, { limit: 2 })
    await said(slug, `${word} in between`)
    const second = await find({ q: word, order: 'newest' }, { limit: 2, after: first.next ?? '' })
    expect([...first.results, ...second.results].map(({ path }) => path)).toEqual(before)
    expect(second.next).toBeNull()
  })

  test('of the beginning of a word go on as they began', async () => {
    const word = unheardWord()
    const { slug } = await publishedEssay(cast.ada, {})
    for (let count = 0; count < 3; count++) await said(slug, `${word} number ${count}`)
    const first = await find(word.slice(0, -3), { limit: 2 })
    expect(await find(word.slice(0, -3), { limit: 2, after: first.next ?? '' })).toMatchObject({ begins: word.slice(0, -3), next: null, results: [{ kind: 'comment' }] })
  })

  test.each(['nonsense', '%', 'W10', Buffer.from('[true,0,1e99,"2020-01-01T00:00:00Z","x"]').toString('base64url')])('after a place that is none of ours there is nothing: %s', async (after) => {
    expect(await readSearch(searchFilter({ q: 'words' }), { after })).toMatchObject({ ok: false, code: 'not-found' })
  })
})

describe('what cannot be looked for', () => {
  test.each([
    ['nothing but signs', '?! … "" (( ))'], ['one letter', 'a'], ['emoji', '😀 👩‍👩‍👧'], ['200 characters and more', 'x'.repeat(201)], ['10,000 characters', 'word '.repeat(2_000)],
    ['very many words', 'a b '.repeat(30)], ['only what must not be there', '-film'], ['either, or not', 'film or -camera'], ['thousands of operators', '"-'.repeat(5_000)],
    ['a lone surrogate', '\uD800'], ['control characters', '\u0000\u0001'.repeat(9)],
  ])('%s: it says why', async (_, q) => {
    const outcome = await readSearch(searchFilter({ q }))
    if (searchFilter({ q }).q === '') return expect(searchFilter({ q }).q).toBe('')
    expect(outcome).toMatchObject({ ok: false, code: 'invalid', fields: { q: expect.stringMatching(/^[A-Z].*\.$/) } })
  })

  test.each([
    'a\u0000b word', `quote ' and \\ back`, '"never closed', ') & | ! <-> (', ':* a:*', `x' & 'y':A`, "'); DROP TABLE person; --", '%_%', 'ﷺ word', '窗', 'ไทยไทย', '\u202Eword', 'e\u0301'.repeat(60),
    'or or or', '- - word', 'AND NOT word', '<b>word</b>', 'http://x.example/a?b=c&d word', 'a@b.example word', '1.5e9', '\\', 'one\\', "'''' ten",
  ])('%j is looked for and breaks nothing', async (q) => {
    const outcome = await readSearch(searchFilter({ q }))
    expect(outcome.ok || outcome.code === 'invalid').toBe(true)
  })
})

test('a search of a word that is looked for in titles alone may leave something out', async () => {
  const [left, kept] = [unheardWord(), unheardWord()]
  await publishedEssay(cast.ada, { title: `Who ${left}` })
  const { path } = await publishedEssay(cast.ada, { title: `Who ${kept}` })
  const found = await paths(`who -${left}`)
  expect(found).toContain(path)
  expect(await paths(`"who" -${kept} ${left}`)).toHaveLength(1)
  expect(await readSearch(searchFilter({ q: `-${left}` }))).toMatchObject({ ok: false, fields: { q: expect.stringContaining('what should not be there') } })
})
