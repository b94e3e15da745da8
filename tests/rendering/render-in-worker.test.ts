import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { WorkerPool } from '#lib/rendering/worker-pool.ts'

const render = (source: string) => renderInWorker({ format: 'markdown', source, profile: 'comment' })

test('a text comes back rendered, with its prefix', async () => {
  const result = await renderInWorker({ format: 'markdown', source: 'a[^1]\n\n[^1]: b', profile: 'comment', options: { idPrefix: '7' } })
  expect(result).toMatchObject({ ok: true, rendering: { text: 'a\nb', words: 2 } })
  expect(result.ok && result.rendering.html).toContain('id="c-7-fn1"')
})

test('HTML is sanitised on the same way', async () => {
  const result = await renderInWorker({ format: 'html', source: '<b onclick=x>a</b><script>b</script>', profile: 'essay' })
  expect(result.ok && result.rendering.html).toBe('<b>a</b>')
})

test('many texts at once come back in their own places', async () => {
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => render(`text ${n}`)))
  expect(results.map(result => result.ok && result.rendering.text)).toEqual(Array.from({ length: 40 }, (_, n) => `text ${n}`))
})

test('a task that takes too long is ended in time, and the next one is served', async () => {
  const pool = new WorkerPool<string, string>(['tests', 'rendering', 'endless-worker.ts'], 1, () => 500)
  const start = performance.now()
  expect(await pool.work('for ever')).toEqual({ kind: 'late' })
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(await pool.work('hello')).toEqual({ kind: 'answer', answer: 'hello' })
}, 60_000)

test('a text has a second of the processor, and another for each 100,000 characters', async () => {
  const work = vi.spyOn(WorkerPool.prototype, 'work')
  onTestFinished(() => work.mockRestore())
  await render('hello')
  const pool = work.mock.contexts[0] as unknown as { limitMs: (task: object) => number; size: number }
  const limits = [1, 10_000, 300_000].map((length) => pool.limitMs({ format: 'markdown', source: 'a'.repeat(length), profile: 'comment' }))
  expect(limits.map(Math.round)).toEqual([1_000, 1_100, 4_000])
  expect(pool.size).toBe(2)
})

test('a task that does nothing has five times its time', async () => {
  const pool = new WorkerPool<string, string>(['tests', 'rendering', 'endless-worker.ts'], 1, () => 300)
  expect(await pool.work('awake')).toEqual({ kind: 'answer', answer: 'awake' })
  const start = performance.now()
  expect(await pool.work('sleep')).toEqual({ kind: 'late' })
  expect(performance.now() - start).toBeLessThan(10_000)
}, 60_000)

test('a task that wants more than 256 megabytes fails, and is told nothing that this process knows', async () => {
  vi.stubEnv('AFTERWORD_SECRET_OF_TESTS', 'do not tell')
  onTestFinished(() => void vi.unstubAllEnvs())
  const pool = new WorkerPool<string, string>(['tests', 'rendering', 'endless-worker.ts'], 1, () => 30_000)
  expect(await pool.work('eat')).toMatchObject({ kind: 'failed' })
  const told = await pool.work('told')
  expect(told).toMatchObject({ kind: 'answer', answer: expect.stringContaining('production') })
  expect(JSON.stringify(told)).not.toMatch(/do not tell|DATABASE_URL|AUTH_SECRET/)
}, 60_000)

test('a few lines do not wait for books that came before', async () => {
  const pool = new WorkerPool<string, string>(['tests', 'rendering', 'endless-worker.ts'], 1, (task) => task.length * 100)
  const order: string[] = []
  const sent = ['a first book', 'a second book', 'a third book', 'lines', 'words'].map((task) => pool.work(task).then(() => order.push(task)))
  await Promise.all(sent)
  expect(order).toEqual(['lines', 'words', 'a first book', 'a third book', 'a second book'])
}, 60_000)

test.each([['is let go', 0], ['stays where one is to stay', 1]])('a process that nobody needs for a minute %s', async (_, kept) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const pool = new WorkerPool<string, string>(['tests', 'rendering', 'endless-worker.ts'], 1, () => 100_000, kept)
  const first = await pool.work('who')
  vi.advanceTimersByTime(59_000)
  expect(await pool.work('who')).toEqual(first)
  vi.advanceTimersByTime(59_000)
  expect(await pool.work('who')).toEqual(first)
  vi.advanceTimersByTime(61_000)
  const last = await pool.work('who')
  expect(last.kind).toBe('answer')
  if (kept > 0) expect(last).toEqual(first)
  else expect(last).not.toEqual(first)
}, 60_000)

test('a text that exhausts the stack is refused, and the next one is served', async () => {
  expect(await renderInWorker({ format: 'html', source: '<div>'.repeat(50_000), profile: 'essay' })).toMatchObject({ ok: false })
  expect(await render('still here')).toMatchObject({ ok: true })
}, 15_000)

test('a text that exhausts the memory is refused, this process lives on, and the next text is served', async () => {
  const hungry = '[^a]'.repeat(75_000) + '\n\n[^a]: x'
  const results = await Promise.all([render(hungry), render(hungry), render('beside it')])
  expect(results.map((result) => result.ok)).toEqual([false, false, true])
  expect(await render('still here')).toMatchObject({ ok: true })
}, 60_000)

describe('text made to hurt a parser is answered in time', () => {
  test.each([
    ['5 kB of >', '>'.repeat(5_000)],
    ['50 kB of [', '['.repeat(50_000)],
    ['lists in lists', Array.from({ length: 2_000 }, (_, step) => ' '.repeat(step * 2) + '- a').join('\n')],
    ['open emphasis', '*a _b '.repeat(8_000)],
    ['stars', '*'.repeat(25_000) + 'a' + '*'.repeat(25_000)],
    ['open links', '[a](b'.repeat(10_000)],
    ['open images', '!['.repeat(25_000)],
    ['notes in notes', '^['.repeat(25_000)],
    ['backticks of all lengths', Array.from({ length: 300 }, (_, length) => '`'.repeat(length + 1) + 'a').join(' ')],
    ['addresses without an end', 'http://' + 'a.'.repeat(25_000)],
    ['angle brackets', '<'.repeat(50_000)],
    ['backslashes', '\\'.repeat(50_000)],
    ['wide tables', '|'.repeat(2_000) + '\n' + '|-'.repeat(2_000) + '\n' + ('|'.repeat(2_000) + '\n').repeat(10)],
  ])('%s', async (_, source) => {
    await render('warm')
    const start = performance.now()
    const result = await render(source)
    // The limit for 50 kB is a second and a half of the processor; on a busy machine that is at most five times as much.
    expect(performance.now() - start).toBeLessThan(8_000)
    expect(result.ok || result.code).toBeTruthy()
  })
})
