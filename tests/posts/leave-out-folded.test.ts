import { expect, test } from 'vitest'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentAnswer } from '#lib/posts/content-notes/content-notes.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'

const place = (heading: string) => `[${heading}]`

test.each([
  ['<p>Nothing is folded.</p>', '<p>Nothing is folded.</p>'],
  ['<p>A</p><details><summary>How it <em>ends</em></summary><p>He dies.</p></details><p>B</p>', `<p>A</p>${place('How it ends')}<p>B</p>`],
  ['<details><p>He dies.</p></details>', place('')],
  ['<details><summary>One</summary><details><summary>Two</summary>x</details>y</details>z', `${place('One')}z`],
  ['<details id="e-a"><summary>One</summary>x</details><details><summary>Two</summary>y</details>', place('One') + place('Two')],
  ['<p>A</p><details><summary>Never closed</summary>x', '<p>A</p>'],
  ['<blockquote><details><summary>One</summary>x</details></blockquote>', `<blockquote>${place('One')}</blockquote>`],
])('%s goes out as %s', (inside, outside) => {
  expect(leaveOutFolded(inside, place)).toBe(outside)
})

test('a summary that nobody wrote tells nothing that is folded, and warns first', () => {
  const html = '<blockquote><details><summary>The end</summary><p>He dies.</p></details></blockquote><p>It begins in the rain.</p>'
  const post = { excerpt: '', standfirst: '', html, text: 'The end He dies. It begins in the rain.' }
  const said = (contentAnswer: ContentAnswer, contentNotes: unknown = null) => ({ contentNotes: readContentNotes({ contentAnswer, contentNotes }) })
  expect(summarisePost({ ...post, ...said('unsaid') })).toBe('It begins in the rain.')
  expect(summarisePost({ ...post, ...said('notes', [{ topic: 'Death', degree: 'discussed' }]) })).toBe('Before you read: Death (discussed). It begins in the rain.')
  expect(summarisePost({ ...post, ...said('withheld') })).toBe('Before you read: the author would rather not say what is in it. It begins in the rain.')
  expect(summarisePost({ ...post, standfirst: 'A standfirst.', ...said('none') })).toBe('A standfirst.')
})
