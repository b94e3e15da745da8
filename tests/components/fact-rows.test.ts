import { describe, expect, test } from 'vitest'
import { factGroups, factRows, firstRows } from '#components/works/propose/fact-rows.ts'
import { emptyDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { fieldNames } from '#lib/works/facts/fields.ts'
import { besideRows, wishesFromForm } from '#lib/works/facts/form-parts.ts'

const fact = (value: Document['facts'][string]['value']) => ({ value, source: '', proposal: null })
const novel: Document = {
  facts: {
    title: fact('Middlemarch'),
    'releases/aaaaaaaa': fact({ date: '1871-12', place: 'Edinburgh', event: '' }),
    'genres/aaaaaaaa': fact({ name: 'Novel', place: 0 }),
  },
  locks: {},
}

/** A form that is sent as it was shown. */
function sent(rows: ReturnType<typeof factRows>): Record<string, string> {
  const parts = rows.flatMap(({ key, parts: each, values }) => each.map(({ name, preset = '' }): [string, string] => [`${key}.${name}`, values[name] ?? preset]))
  return Object.fromEntries([['rows', rows.map(({ key }) => key).join(',')], ...parts])
}

describe('a form about facts', () => {
  test.each(fieldNames)('says nothing new of %s when it is sent as it was shown', (field) => {
    const rows = factRows(novel, field)
    const known = rows.filter(({ isNew }) => !isNew).map(({ key }) => key)
    expect(wishesFromForm(sent(rows), known).filter(({ key }) => key !== 'kind')).toEqual(known.map((key) => ({ key, now: novel.facts[key]?.value, source: '' })))
  })

  test('has room for one more with nothing in it but where it would stand', () => {
    expect(factRows(novel, 'releases').at(-1)?.values).toEqual({})
    expect(factRows(novel, 'genres').at(-1)?.values).toEqual({ place: '1' })
  })

  test('takes out what was ticked, and what was emptied', () => {
    const rows = factRows(novel, 'releases')
    expect(wishesFromForm({ ...sent(rows), 'releases/aaaaaaaa.gone': 'yes' }, ['releases/aaaaaaaa'])).toEqual([{ key: 'releases/aaaaaaaa', now: null, source: '' }])
    const emptied = { 'releases/aaaaaaaa.date': '', 'releases/aaaaaaaa.place': '', 'releases/aaaaaaaa.event': '' }
    expect(wishesFromForm({ ...sent(rows), ...emptied }, ['releases/aaaaaaaa'])).toEqual([{ key: 'releases/aaaaaaaa', now: null, source: '' }])
  })

  test('of a new work says what was typed and nothing of the rest', () => {
    const rows = firstRows()
    expect(wishesFromForm({ ...sent(rows), 'title.value': 'Romola', 'source.title': 'the book' }, [])).toEqual([
      { key: 'kind', now: 'film', source: '' }, { key: 'title', now: 'Romola', source: 'the book' },
    ])
  })

  test('about several fields asks for the source of each, and what has none is nobody else’s', () => {
    const groups = factGroups(novel, ['title', 'releases', 'genres', 'synopses'])
    expect(groups.map(({ label, source }) => [label, source])).toEqual([['Title', 'source.title'], ['Released', 'source.releases'], ['Genre', 'source.genres'], ['Synopses', null]])
    const form = { ...sent(groups.flatMap(({ rows }) => rows)), 'source.title': 'the spine', 'source.releases': '', 'source.genres': 'a catalogue' }
    const known = Object.keys(novel.facts)
    expect(wishesFromForm(form, known).map(({ key, source }) => [key, source])).toEqual([['title', 'the spine'], ['releases/aaaaaaaa', ''], ['genres/aaaaaaaa', 'a catalogue']])
  })

  test('of a new work asks once, and all of it is from there but what is one’s own', () => {
    const rows = firstRows()
    const credit = rows.find(({ key }) => key.startsWith('credits/'))?.key ?? ''
    expect(wishesFromForm({ ...sent(rows), 'title.value': 'Romola', [`${credit}.name`]: 'George Eliot', 'source.title': 'the book' }, []).map(({ key, source }) => [key, source])).toEqual([['kind', ''], ['title', 'the book'], [credit, 'the book']])
  })

  test('has each sentence beside the field that it is about', () => {
    const said = { 'changes.0.now.date': 'a', 'changes.0.now': 'b', 'title.source': 'c', comment: 'd' }
    expect(besideRows(said, [{ key: 'releases/aaaaaaaa' }])).toEqual({ 'releases/aaaaaaaa.date': 'a', 'releases/aaaaaaaa.value': 'b', 'source.title': 'c', comment: 'd' })
  })
})

test('a document of nothing has a form for every field', () => {
  expect(fieldNames.every((field) => factRows(emptyDocument, field).length > 0)).toBe(true)
})
