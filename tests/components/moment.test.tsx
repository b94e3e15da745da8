import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Moment } from '#components/ui/moment.tsx'

const at = new Date('2026-03-04T23:30:00Z')

test('a minute says in which zone it is; a day does not need to', () => {
  expect(renderToStaticMarkup(<Moment at={at} precision="minute" />)).toMatch(/>4 Mar 2026, 23:30 UTC<\/time>$/)
  expect(renderToStaticMarkup(<Moment at={at} />)).toMatch(/>4 March 2026<\/time>$/)
})
