import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { choosable, choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes, storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import { contentNotesOf } from '#lib/posts/content-notes/content-notes-form.ts'
import { contentNotesInput, settleContentNotes } from '#lib/posts/content-notes/content-notes-input.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { knownWords, topicOf, topics } from '#lib/posts/content-notes/topics.ts'
import { database, rows } from '../../database/fenced-database.ts'

afterAll(() => database.end())

const said = (...topicsSaid: string[]) => readContentNotes({ contentAnswer: 'notes', contentNotes: topicsSaid.map((topic) => ({ topic, degree: 'discussed' })) })

describe('content notes', () => {
  test('the database finds the same topics as we do, for every word that is known and for those that are not', async () => {
    const words = [...topics, ...Object.values(knownWords).flat(), 'War', ' GRIEF ', 'Poverty', 'Children taken into care', '', "O'Brien", 'ÉLAN']
    for (const topic of words) {
      const notes = [{ topic, degree: 'mentioned' }]
      const [row] = await rows(`SELECT content_topics('notes', '${JSON.stringify(notes).replaceAll("'", "''")}') AS topics`)
      expect([topic, row?.topics]).toEqual([topic, choosableOf(readContentNotes({ contentAnswer: 'notes', contentNotes: notes }))])
    }
    expect(await rows(`SELECT content_topics('withheld', NULL) AS withheld, content_topics('none', NULL) AS none, content_topics('unsaid', '[]') AS unsaid`))
      .toEqual([{ withheld: ['withheld'], none: [], unsaid: [] }])
  })

  test('own words that say a topic are quoted as they were written, and chosen by the topic', () => {
    const notes = said('How the film ends', 'Poverty', 'War')
    expect(sayContentNotes(notes)).toBe('Before you read: War (discussed), How the film ends (discussed), Poverty (discussed).')
    expect(sayContentNotes(said('spoilers', 'flashing'))).toBe('Before you read: flashing images, spoilers.')
    expect(choosableOf(notes)).toEqual(['violence', 'spoilers', 'own'])
    expect(topicOf('warmth')).toBeNull()
  })

  test('what was said before there was a list stays readable, whatever its shape', () => {
    expect(storedNotes([{ topic: 'Death', degree: 'at length' }])).toEqual([{ topic: 'Death', degree: 'mentioned' }])
    expect(storedNotes('nonsense')).toEqual([])
    expect(storedNotes(null)).toEqual([])
  })

  test.each([
    ['unsaid', ''],
    ['none', ''],
    ['withheld', 'Before you read: the author would rather not say what is in it.'],
  ] as const)('the answer %s says: %s', (contentAnswer, words) => {
    expect(sayContentNotes(readContentNotes({ contentAnswer, contentNotes: null }))).toBe(words)
  })

  test('nothing is answered for an author: a form that was not touched says nothing, and topics count only under their answer', () => {
    const input = z.strictObject(contentNotesInput)
    const stored = (fields: Record<string, string>) => settleContentNotes(input.parse(contentNotesOf(fields)))
    expect(stored({})).toEqual({ contentAnswer: 'unsaid' })
    expect(stored({ contentAnswer: 'notes' })).toEqual({ contentAnswer: 'unsaid' })
    expect(stored({ contentAnswer: 'none', 'note-death': 'depicted' })).toEqual({ contentAnswer: 'none' })
    expect(stored({ contentAnswer: 'withheld' })).toEqual({ contentAnswer: 'withheld' })
    expect(stored({ contentAnswer: 'notes', 'note-death': 'depicted', 'own-note-1': ' Poverty  and debt ', 'own-note-1-degree': 'mentioned', 'own-note-2': 'DEATH', 'own-note-2-degree': 'mentioned' }))
      .toEqual({ contentAnswer: 'notes', contentNotes: [{ topic: 'death', degree: 'depicted' }, { topic: 'Poverty and debt', degree: 'mentioned' }] })
  })

  test('the style sheet folds by everything that a reader can choose by', () => {
    const css = readFileSync(new URL('../../../app/styles/content-notes.css', import.meta.url), 'utf8')
    for (const each of choosable) expect(css).toContain(`[data-fold~='${each}'] [data-topics~='${each}']`)
  })
})
