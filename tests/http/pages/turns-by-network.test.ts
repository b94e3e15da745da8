import { expect, test } from 'vitest'
import { takeRenderingTurn } from '#lib/http/pages/rendering-turns.ts'

test('a network has one turn, however many addresses its owner has', async () => {
  const here = new AbortController().signal
  const inside = await Promise.all(Array.from({ length: 6 }, () => takeRenderingTurn(here, '192.0.2.1')))
  const order: string[] = []
  const all = ['2001:db8::1', '2001:db8::2', '2001:db8:0:0:a::3', '2001:db8:0:1::1', '::ffff:192.0.2.7', '192.0.2.7'].map(async (from) => {
    const leave = await takeRenderingTurn(here, from)
    order.push(from)
    leave?.()
  })
  inside[0]?.()
  await Promise.all(all)
  for (const leave of inside) leave?.()
  expect(order).toEqual(['2001:db8::1', '2001:db8:0:1::1', '::ffff:192.0.2.7', '2001:db8::2', '192.0.2.7', '2001:db8:0:0:a::3'])
})
