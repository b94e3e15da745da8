import { expect } from '@playwright/test'
import type { Browser, Locator } from '@playwright/test'

/** How somebody uses a page: what presses a thing, and what fills a field. */
export type Hands = {
  name: string
  browser: NonNullable<Parameters<Browser['newContext']>[0]>
  /** Presses something: a link, a button, the line that something is folded under. */
  press: (thing: Locator) => Promise<void>
  /** Puts words in place of those that stand in a field. */
  write: (field: Locator, words: string) => Promise<void>
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

export const touch: Hands = {
  name: 'on a phone, by touch',
  browser: phone,
  press: async (thing) => {
    expect.soft(await lesserSide(thing), `${thing} is large enough for a finger`).toBeGreaterThanOrEqual(24)
    await thing.tap()
  },
  write: async (field, words) => {
    await field.tap()
    await field.fill(words)
  },
}

export const keyboard: Hands = {
  name: 'by keyboard alone',
  browser: {},
  press: async (thing) => {
    await reach(thing)
    await thing.page().keyboard.press('Enter')
  },
  write: async (field, words) => {
    await reach(field)
    await field.page().keyboard.press('Control+A')
    await field.page().keyboard.insertText(words)
  },
}

export const plain: Hands = {
  name: 'without JavaScript',
  browser: { javaScriptEnabled: false },
  press: async (thing) => thing.click(),
  write: async (field, words) => field.fill(words),
}

async function lesserSide(thing: Locator): Promise<number> {
  const box = await thing.boundingBox()
  return Math.min(box?.width ?? 0, box?.height ?? 0)
}

/** More stops than any page of these stories has. */
const mostStops = 150

/** Goes with the tab key to something, on or back, whichever leads there; it must then show that it is there. */
async function reach(thing: Locator) {
  await expect(thing).toBeVisible()
  const back = await thing.evaluate((element) => {
    const at = document.activeElement
    return at !== null && at !== document.body && (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  })
  for (let stops = 0; stops < mostStops; stops++) {
    if (await thing.evaluate((element) => element === document.activeElement)) return expectRing(thing)
    await thing.page().keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`The tab key does not lead to ${thing}.`)
}

async function expectRing(thing: Locator) {
  const ring = await thing.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
  })
  expect.soft(ring, `${thing} shows that it has the focus`).toBeGreaterThanOrEqual(2)
}
