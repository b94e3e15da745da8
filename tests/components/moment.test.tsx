import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Moment, sayDay, sayMinute } from '#components/ui/moment.tsx'

const at = new Date('2026-03-04T23:30:00Z')

test('a minute says in which zone it is; a day does not need to', () => {
  expect(renderToStaticMarkup(<Moment at={at} precision="minute" />)).toMatch(/>4 Mar 2026, 23:30 UTC<\/time>$/)
  expect(renderToStaticMarkup(<Moment at={at} />)).toMatch(/>4 March 2026<\/time>$/)
})

test('every moment is said as the language says it', () => {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  fc.assert(fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (moment) => {
    expect([sayDay(moment), sayMinute(moment)]).toEqual([day.format(moment), `${minute.format(moment)} UTC`])
  }))
})
