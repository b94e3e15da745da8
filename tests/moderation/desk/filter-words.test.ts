import { describe, expect, it } from 'vitest'
import { wordsOf } from '#components/moderation/decisions/verdict-words.ts'
import { sayFilter, sayRule } from '#components/moderation/desk/say-filter.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'

const all = { kind: null, rule: '', post: null, person: null, host: '', q: '' }

describe('a filter', () => {
  it.each([
    [all, 'everything'],
    [{ ...all, kind: 'comment_edit' as const, q: 'salt' }, 'edits, with “salt”'],
    [{ ...all, person: { id: 'n', name: 'Nia', handle: 'nia' }, post: { id: 's', slug: 'salt', title: 'Salt' } }, 'everything, by Nia, under “Salt”'],
    [{ ...all, person: { id: 'g', name: '', handle: null } }, 'everything, by somebody without a name'],
    [{ ...all, rule: 'too-many-links', host: 'maps.example' }, 'everything, held for “Many links”, that links to maps.example'],
  ])('is said in words', (filter, words) => {
    expect(sayFilter(filter)).toBe(words)
  })

  it('names a rule that moderators made as they did', () => {
    expect(sayRule('No antique maps')).toBe('No antique maps')
  })

  it('takes what one types, and leaves out what no database can hold', () => {
    expect(queueFilter({ person: ' @nia ', host: 'HTTPS://www.Maps.example:8080/shop?x', q: ' salt\u0000 and\u0007 pepper ' })).toEqual({
      kind: '', rule: '', post: '', person: 'nia', host: 'maps.example', q: 'salt  and  pepper',
    })
  })
})

describe('the verdicts', () => {
  it.each(kinds.map(({ kind, verdicts }) => [kind, verdicts] as const))('of %s all have words, and no two that stand together one key', (kind, verdicts) => {
    for (const state of ['held', 'published', 'rejected', 'hidden']) {
      const words = verdicts.map((verdict) => wordsOf(verdict, { kind, state }))
      expect(words).not.toContain(null)
    }
    const together = kind === 'comment' || kind === 'guest_post' ? [['approve', 'return', 'reject'], ['hide'], ['restore']] : [verdicts]
    for (const group of together) {
      const keys = group.map((verdict) => wordsOf(verdict, { kind, state: 'held' })?.does)
      expect(new Set(keys).size).toBe(group.length)
    }
  })
})
