import { expect, test } from 'vitest'
import { readOnce } from '#lib/http/read-once.ts'

function counted<Answer extends object | boolean | null>(most: number, read: (text: string) => Answer) {
  const asked: string[] = []
  return { asked, ask: readOnce(most, (text) => (asked.push(text), read(text))) }
}

test('the same text is read once, whatever the answer is', () => {
  for (const answer of [{ named: 'rain' }, null, false, true]) {
    const { asked, ask } = counted(10, () => answer)
    expect([ask('/posts/rain'), ask('/posts/rain')]).toEqual([answer, answer])
    expect(asked).toEqual(['/posts/rain'])
  }
})

test('different texts have answers of their own', () => {
  const { ask } = counted(10, (text) => ({ text }))
  expect(['a', 'b', 'a', 'b'].map((text) => ask(text).text)).toEqual(['a', 'b', 'a', 'b'])
})

test('whoever sends many different texts takes no more room than for so many, and everybody is still answered', () => {
  const { asked, ask } = counted(3, (text) => ({ text }))
  for (let turn = 0; turn < 1_000; turn++) expect(ask(`/?${turn}`).text).toBe(`/?${turn}`)
  // A thousand new ones have not been kept: the first is read again, the last is not.
  expect([ask('/?0').text, ask('/?999').text]).toEqual(['/?0', '/?999'])
  expect(asked.slice(1_000)).toEqual(['/?0'])
})

test('a long text is not remembered', () => {
  const { asked, ask } = counted(10, () => true)
  for (const length of [300, 300, 301, 301]) ask('a'.repeat(length))
  expect(asked.map(({ length }) => length)).toEqual([300, 301, 301])
})
