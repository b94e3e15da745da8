import { expect, test } from 'vitest'
import { sayAuthors, sayExcerpt, sayLinks, sayPlace } from '#components/writing/publishing/say-values.ts'

const ada = { id: 'a', name: 'Ada Fenwick', handle: 'ada', oneself: true }

test('what stands for an essay is its excerpt, else its standfirst, else its beginning', () => {
  expect(sayExcerpt({ excerpt: 'In short.', standfirst: 'On ferries.' })).toBe('In short.')
  expect(sayExcerpt({ excerpt: '', standfirst: 'On ferries.' })).toBe('The standfirst')
  expect(sayExcerpt({ excerpt: '', standfirst: '' })).toBe('The beginning of the text')
})

test('who was asked is told from who is an author, and a no is not waited for', () => {
  const at = new Date()
  expect(sayAuthors({ authors: [ada], asked: [] })).toBe('Ada Fenwick')
  expect(sayAuthors({ authors: [ada], asked: [{ id: 'b', name: 'Ben', at, declinedAt: null }, { id: 'c', name: 'Cy', at, declinedAt: at }] })).toBe('Ada Fenwick; asked: Ben')
})

test('secret links are counted, and the day of the last one is named', () => {
  const [sooner, later] = [new Date('2026-12-01T10:00:00Z'), new Date('2026-12-23T10:00:00Z')]
  expect(sayLinks([])).toBe('None')
  expect(sayLinks([{ until: sooner }])).toBe('One, until 1 December 2026')
  expect(sayLinks([{ until: later }, { until: sooner }])).toBe('2, the last until 23 December 2026')
})

test('a post lies with those that stand like it', () => {
  expect((['draft', 'scheduled', 'published', 'unlisted', 'archived'] as const).map(sayPlace)).toEqual(['Among the drafts', 'Among what is scheduled', 'Among what is published', 'Among what is published', 'Put away'])
})
