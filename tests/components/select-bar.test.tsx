import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { anyVerdicts, manyVerdicts, sharedVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { SelectBar } from '#components/moderation/bulk/select-bar.tsx'
import { SelectBox } from '#components/moderation/bulk/select-box.tsx'
import { kinds } from '#lib/moderation/kinds/registry.ts'
import { fresh } from '#lib/form-state.ts'

const bar = (offered: string[]) => renderToStaticMarkup(<SelectBar action={async () => fresh} here="/moderation" offered={offered} />)
const buttons = (html: string) => [...html.matchAll(/<button([^>]*)>/g)].map(([, attributes = '']) => attributes)

test('what Enter would press by itself is a button that sends nothing', () => {
  const [first = ''] = buttons(bar(['approve', 'reject'])).filter((attributes) => !attributes.includes('type="button"'))
  expect(first).toMatch(/formmethod="dialog"/i)
  expect(first).not.toMatch(/name=|value=/)
})

test('the bar offers what fits the boxes, and says so where nothing does', () => {
  const verdictsIn = (html: string) => [...html.matchAll(/name="action" value="(\w+)"|value="(\w+)"[^>]*name="action"/g)].map(([, one, other]) => one ?? other)
  expect(verdictsIn(bar(['approve', 'reject']))).toEqual(['approve', 'reject'])
  expect(verdictsIn(bar(['dismiss', 'hide']))).toEqual(['dismiss', 'hide'])
  expect(bar(['dismiss', 'hide'])).toContain('Take down …')
  expect(bar([])).toContain('Appeals and second looks are decided one by one.')
})

test('every kind shares with others what fits it, and what is read again is decided by itself', () => {
  const known = Object.fromEntries(kinds.map(({ kind, verdicts }) => [kind, manyVerdicts(verdicts)]))
  expect(known).toEqual({ comment: ['approve', 'reject'], comment_edit: ['approve', 'reject'], name: ['approve', 'reject'], proposal: ['approve', 'reject'], guest_post: ['approve', 'reject'], report: ['dismiss', 'hide'], appeal: [], second_look: [] })
  expect(manyVerdicts(['dismiss'])).toEqual(['dismiss'])
  expect(sharedVerdicts([['approve', 'reject'], ['approve', 'reject']])).toEqual(['approve', 'reject'])
  expect(sharedVerdicts([['dismiss', 'hide'], ['dismiss']])).toEqual(['dismiss'])
  expect(sharedVerdicts([['approve', 'reject'], ['dismiss']])).toEqual([])
  expect(sharedVerdicts([])).toEqual([])
  expect(anyVerdicts([['dismiss'], ['approve', 'reject'], []])).toEqual(['approve', 'reject', 'dismiss'])
})

test('what cannot be decided with others has no box', () => {
  const box = (verdicts: string[]) => renderToStaticMarkup(<SelectBox itemId="i" version={1} verdicts={verdicts} label="appeal by Nia" />)
  expect(box([])).toBe('')
  expect(box(['dismiss'])).toContain('data-verdicts="dismiss"')
})
