import { expect, test } from 'vitest'
import { fillForm } from './read-html.ts'

const page = `
  <form><input type="hidden" name="commentId" value="one"><input type="hidden" name="body" value="As it stands."><button>Keep it</button></form>
  <form><input type="hidden" name="commentId" value="one"><textarea name="body">Changed.</textarea></form>
  <form><input type="hidden" name="commentId" value="two"><textarea name="body">The other.</textarea></form>
  <form><input type="hidden" name="parentId" value=""><input type="checkbox" name="box" value="yes"><textarea name="body"></textarea></form>`

test('a form of several is the one in which everything can be typed', () => {
  expect([...fillForm(page, 'commentId', { body: 'New.' })]).toEqual([['commentId', 'one'], ['body', 'New.']])
  expect([...fillForm(page, 'commentId', { commentId: 'two', body: 'New.' })]).toEqual([['commentId', 'two'], ['body', 'New.']])
  expect([...fillForm(page, 'parentId', { body: 'New.' })]).toEqual([['parentId', ''], ['body', 'New.']])
})

test('what is hidden can be filled in all the same where a page has nothing else, and a form that is missing is an error', () => {
  expect([...fillForm(page, 'commentId', { commentId: 'three', body: 'New.' })]).toEqual([['commentId', 'three'], ['body', 'New.']])
  expect(() => fillForm(page, 'password', {})).toThrow('no form with a field password')
})
