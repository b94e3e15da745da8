import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CaseForm } from '#components/moderation/kinds/case-form.tsx'
import { fresh } from '#lib/form-state.ts'

const form = (withTeam: boolean) => renderToStaticMarkup(<CaseForm action={async () => fresh} itemId="i" readers="Nia reads this, without your name." withTeam={withTeam} here="/moderation" />)

test('who reads words in a case is chosen each time, and nothing is chosen beforehand', () => {
  const html = form(true)
  expect(html).toContain('To the writer, without your name')
  expect(html).toContain('For the team alone')
  expect(html.match(/type="radio"/g)).toHaveLength(2)
  expect(html).not.toContain('checked')
})

test('where there is nothing to choose, the form says who reads it', () => {
  expect(form(false)).toContain('Nia reads this, without your name.')
  expect(form(false)).not.toContain('type="radio"')
})

test('the keys of open forms know it', () => {
  expect(form(false)).toMatch(/<details[^>]*data-panel="case"/)
  expect(form(false)).toMatch(/<form[^>]*data-verdict="case"/)
})
