import { describe, expect, test } from 'vitest'
import { chosenDraft, differingParts, offersOf, putTogether, withLater } from '#components/writing/editor/conflict/put-together.ts'

const beside = { contentAnswer: 'unsaid', contentNotes: [], works: [] }
const base = { title: 'Rain', standfirst: 'Wet.', source: 'One.\n\nTwo.\n', ...beside }
const work = (slug: string, rating = '') => ({ work: `/works/${slug}`, role: 'review', rating, scale: rating && '5' })
const notes = (...contentNotes: [string, string][]) => ({ contentAnswer: 'notes', contentNotes: contentNotes.map(([topic, degree]) => ({ topic, degree })) })

describe('two essays that began as one', () => {
  test('take each part from whoever changed it', () => {
    const mine = { ...base, title: 'On rain', ...notes(['death', 'discussed']) }
    const together = putTogether(base, mine, { ...base, standfirst: 'Very wet.', source: 'One.\n\nTwo.\n\nThree.\n', works: [work('stalker')] })
    expect(together.apart).toEqual([])
    expect(chosenDraft(together, [])).toEqual({
      title: 'On rain', standfirst: 'Very wet.', source: 'One.\n\nTwo.\n\nThree.\n', ...notes(['death', 'discussed']), works: [work('stalker')],
    })
  })

  test('let go of what only the other took out', () => {
    const began = { ...base, ...notes(['death', 'discussed']), works: [work('stalker')] }
    const together = putTogether(began, { ...began, title: 'Mine' }, base)
    expect(chosenDraft(together, [])).toEqual({ ...base, title: 'Mine' })
  })

  test('leave a line that both changed to be chosen, before the passages', () => {
    const together = putTogether(base, { ...base, title: 'Mine', source: 'Mine.\n\nTwo.\n' }, { ...base, title: 'Theirs', source: 'Theirs.\n\nTwo.\n' })
    expect(together.apart.map(({ name, mine, theirs }) => ({ name, mine, theirs }))).toEqual([{ name: 'title', mine: 'Mine', theirs: 'Theirs' }])
    expect(together.apart.map(offersOf)).toEqual([['mine', 'theirs']])
    expect(chosenDraft(together, ['mine', 'both'])).toEqual({ ...base, title: 'Mine', source: 'Mine.\n\nTheirs.\n\nTwo.\n' })
    expect(chosenDraft(together, ['theirs', 'theirs'])).toEqual({ ...base, title: 'Theirs', source: 'Theirs.\n\nTwo.\n' })
  })

  test('keep the topics and the works of both until one is chosen', () => {
    const mine = { ...base, ...notes(['death', 'mentioned'], ['Spiders', 'depicted']), works: [work('stalker', '4')] }
    const theirs = { ...base, ...notes(['death', 'depicted'], ['war', 'discussed']), works: [work('solaris'), work('stalker', '2')] }
    const together = putTogether(base, mine, theirs)
    expect(together.apart.map(({ name }) => name)).toEqual(['notes', 'works'])
    expect(together.apart.map(offersOf)).toEqual([['both', 'mine', 'theirs'], ['both', 'mine', 'theirs']])
    const both = chosenDraft(together, [])
    expect(both.contentNotes).toEqual([{ topic: 'death', degree: 'depicted' }, { topic: 'Spiders', degree: 'depicted' }, { topic: 'war', degree: 'discussed' }])
    expect(both.works).toEqual([work('stalker', '4'), work('solaris')])
    expect(chosenDraft(together, ['theirs', 'mine'])).toEqual({ ...theirs, works: mine.works })
  })

  test('ask when one says that nothing applies and the other names something', () => {
    const together = putTogether(base, { ...base, contentAnswer: 'none' }, { ...base, ...notes(['death', 'depicted']) })
    expect(together.apart.map(offersOf)).toEqual([['mine', 'theirs']])
    expect(together.apart.map(({ mine, theirs }) => [mine, theirs])).toEqual([['None apply.', 'death (depicted)']])
  })
})

test('where nobody knows how they began, an empty part gives way and every passage of both is there', () => {
  const mine = { ...base, standfirst: '', source: 'One.\n\nMine.\n', contentAnswer: 'none' }
  const together = putTogether(null, mine, { ...base, title: '', source: 'One.\n\nTheirs.\n', works: [work('solaris')] })
  expect(together.apart).toEqual([])
  const { source, ...chosen } = chosenDraft(together, [])
  expect(chosen).toEqual({ title: 'Rain', standfirst: 'Wet.', ...beside, contentAnswer: 'none', works: [work('solaris')] })
  for (const words of ['One.', 'Mine.', 'Theirs.']) expect(source).toContain(words)
})

test('what was written while somebody chose is in what was chosen', () => {
  const now = { ...base, title: 'Later', source: 'One.\n\nTwo.\n\nLater.\n', works: [work('solaris')] }
  expect(withLater(base, now, { ...base, source: 'New.\n\nTwo.\n' })).toEqual({ ...now, source: 'New.\n\nTwo.\n\nLater.\n' })
})

test('works are named in words, not by their addresses', () => {
  expect(differingParts(base, { ...base, works: [work('the-straight-story', '4'), { ...work(''), work: 'Don’t Look Now' }] })).toEqual([
    { label: 'The works', mine: 'None.', theirs: 'The straight story: review, 4 of 5\nDon’t Look Now: review' },
  ])
})

test('what differs is said part by part, topics in whatever order', () => {
  const one = { ...base, ...notes(['death', 'depicted'], ['war', 'mentioned']) }
  expect(differingParts(one, { ...one, ...notes(['war', 'mentioned'], ['death', 'depicted']) })).toEqual([])
  expect(differingParts(one, { ...base, source: 'One.\n' }).map(({ label }) => label)).toEqual(['The content notes', ''])
})

test('a work that was typed by its title is the one that the page shows by its address, and another one is another', () => {
  const shown = { ...base, works: [work('dont-look-now', '4')] }
  expect(differingParts(shown, { ...shown, works: [{ ...work('dont-look-now', '4'), work: 'Don’t Look Now' }] })).toEqual([])
  expect(differingParts(shown, { ...shown, works: [{ ...work('dont-look-now', '4'), work: 'Look Now' }] })).toHaveLength(1)
  expect(differingParts(shown, { ...shown, works: [{ ...work('dont-look-now', '3'), work: 'Don’t Look Now' }] })).toHaveLength(1)
})
