import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { PlotColumns, roundTop } from '#components/moderation/insights/plot-columns.tsx'
import { sayLength, sayShare } from '#components/moderation/insights/say-figures.ts'

describe('the top of an axis', () => {
  test.each([[0, 0], [0.3, 1], [1, 1], [3, 4], [7, 8], [9, 10], [10, 10], [11, 12], [13, 16], [108.7, 120], [256, 300], [401, 500], [950, 1000], [1234, 1600]])('for %d is %d', (highest, top) => {
    expect(roundTop(highest)).toBe(top)
  })
})

test('a plot is told in words, and nothing to measure has no column', () => {
  const html = renderToStaticMarkup(<PlotColumns title="Texts sent" say={(value) => `${value}`} columns={[{ label: 'Monday', value: 3, tick: 'Mo' }, { label: 'Tuesday', value: null }, { label: 'Wednesday', value: 0 }]} />)
  expect(html).toContain('Highest: Monday, 3. Lowest: Wednesday, 0.')
  expect(html.match(/<rect/g)).toHaveLength(2)
  expect(html).toContain('role="img"')
  expect(html).not.toMatch(/style=|NaN/)
})

test('a plot of nothing says so, and its axis is one line', () => {
  const html = renderToStaticMarkup(<PlotColumns title="Texts sent" say={String} columns={[{ label: 'Monday', value: null }]} />)
  expect(html).toContain('Nothing to show.')
  expect(html).not.toMatch(/NaN|Infinity|<rect/)
})

test.each([[30, '0.5 minutes'], [60, '1 minute'], [5000, '83 minutes'], [7_200, '2 hours'], [71_500, '20 hours'], [400_000, '4.6 days'], [86_400 * 12, '12 days']])('%i seconds are %s', (seconds, said) => {
  expect(sayLength(seconds)).toBe(said)
})

test('a share is a percentage', () => {
  expect([sayShare(0.785), sayShare(0.0068, 1), sayShare(0)]).toEqual(['79%', '0.7%', '0%'])
})
