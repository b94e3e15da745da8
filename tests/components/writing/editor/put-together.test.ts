import { describe, expect, test } from 'vitest'
import { chosenWords, putTogether } from '#components/writing/editor/conflict/put-together.ts'

const base = { title: 'Rain', standfirst: 'Wet.', source: 'One.\n\nTwo.\n' }

describe('two essays that began as one', () => {
  test('take each line from whoever changed it', () => {
    const together = putTogether(base, { ...base, title: 'On rain' }, { ...base, standfirst: 'Very wet.', source: 'One.\n\nTwo.\n\nThree.\n' })
    expect(together.lines).toEqual([])
    expect(chosenWords(together, [])).toEqual({ title: 'On rain', standfirst: 'Very wet.', source: 'One.\n\nTwo.\n\nThree.\n' })
  })

  test('leave a line that both changed to be chosen, before the passages', () => {
    const together = putTogether(base, { ...base, title: 'Mine', source: 'Mine.\n\nTwo.\n' }, { ...base, title: 'Theirs', source: 'Theirs.\n\nTwo.\n' })
    expect(together.lines).toEqual([{ name: 'title', mine: 'Mine', theirs: 'Theirs' }])
    expect(chosenWords(together, ['mine', 'both'])).toEqual({ ...base, title: 'Mine', source: 'Mine.\n\nTheirs.\n\nTwo.\n' })
    expect(chosenWords(together, ['theirs', 'theirs'])).toEqual({ ...base, title: 'Theirs', source: 'Theirs.\n\nTwo.\n' })
  })
})

test('where nobody knows how they began, an empty line gives way and every passage of both is there', () => {
  const together = putTogether(null, { title: 'Rain', standfirst: '', source: 'One.\n\nMine.\n' }, { title: '', standfirst: 'Wet.', source: 'One.\n\nTheirs.\n' })
  expect(together.lines).toEqual([])
  const { title, standfirst, source } = chosenWords(together, [])
  expect([title, standfirst]).toEqual(['Rain', 'Wet.'])
  for (const words of ['One.', 'Mine.', 'Theirs.']) expect(source).toContain(words)
})
