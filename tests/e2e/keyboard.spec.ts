import { randomUUID } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Page } from '@playwright/test'
import { verify } from '#lib/integrity/verify.ts'
import { decisionsAbout, leaveFifty, mixed, waitingAbout } from './fifty-mixed.ts'
import { pageOf } from './visitors.ts'

const card = (page: Page) => page.locator('.desk-frame[data-selected]')
const heard = (page: Page) => page.locator('.desk-tools p[role=status]')

/** What is pressed on a card, by its kind, the next each time; `…` stands for words that are typed. */
const presses: Record<string, string[][]> = {
  comment: [['a'], ['s'], ['r', '2', 'Enter'], ['e', '…', 'Control+Enter'], ['a'], ['w', '…', 'Control+Enter']],
  edit: [['a'], ['r', '1', 'Enter'], ['e', '…', 'Control+Enter']],
  report: [['d'], ['h', '2', 'Enter']],
  appeal: [['v'], ['d', '…', 'Control+Enter']],
  second: [['d', '…', 'Control+Enter'], ['v']],
}

/** The kind of a card by its name: "edit of a comment by Rae". */
function kindOf(label: string): string {
  return Object.keys(presses).find((kind) => kind !== 'comment' && label.toLowerCase().includes(kind)) ?? 'comment'
}

async function press(page: Page, keys: string[]) {
  for (const key of keys) await (key === '…' ? page.keyboard.type('Please keep to the book.') : page.keyboard.press(key))
}

test('Mo clears fifty things of every kind by keyboard alone, and takes some of it back on the way', async ({ browser }) => {
  test.setTimeout(600_000)
  const word = `fifty${randomUUID().slice(0, 8)}`
  await leaveFifty(word)
  expect(await waitingAbout(word)).toBe(50)
  const mo = await pageOf(browser, 'mo')
  const open = async () => {
    await mo.goto(`/moderation?q=${word}`)
    await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  }
  await open()
  const turns: Record<string, number> = {}
  let undone = 0
  for (let step = 0; step < 90 && (await waitingAbout(word)) > 0; step++) {
    const phase = await card(mo).getAttribute('data-phase', { timeout: 2_000 }).catch(() => 'gone')
    if (phase !== null && phase !== 'waiting') {
      await open()
      continue
    }
    const item = await card(mo).getAttribute('data-item')
    const kind = kindOf((await card(mo).getAttribute('aria-label')) ?? '')
    const turn = (turns[kind] = (turns[kind] ?? -1) + 1)
    const keys = presses[kind]?.[turn % (presses[kind]?.length ?? 1)] ?? []
    await press(mo, keys)
    const done = mo.locator(`[data-item="${item}"][data-phase=decided]`)
    await expect(done, `${kind}, ${keys.join(' ')}: ${await heard(mo).textContent()}`).toHaveCount(1)
    if (step % 9 !== 8) continue
    await mo.keyboard.press('u')
    await expect(heard(mo)).toContainText('Taken back: ')
    await expect(card(mo)).toHaveAttribute('data-item', item ?? '')
    await expect(card(mo)).toBeFocused()
    undone++
  }

  expect(await waitingAbout(word)).toBe(0)
  const decisions = await decisionsAbout(word, 'mo')
  expect(decisions.filter(({ action }) => action === 'undo')).toHaveLength(undone)
  expect(undone).toBeGreaterThan(3)
  expect(decisions.filter(({ action }) => action !== 'undo').length - undone).toBe(50)
  expect(new Set(decisions.map(({ kind }) => kind))).toEqual(new Set(Object.keys(mixed)))
  expect(new Set(decisions.map(({ action }) => action))).toEqual(new Set(['approve', 'reject', 'return', 'hide', 'dismiss', 'uphold', 'overturn', 'undo']))
  expect((await verify()).filter(({ ok, name }) => !ok && name !== 'public role')).toEqual([])
  await mo.goto(`/moderation?q=${word}`)
  await expect(mo.getByRole('heading', { name: 'Nothing of this waits.' })).toBeVisible()
})
