import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** The rules themselves, which the builder brings along. */
const axeFile = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')
const axeSource = readFileSync(axeFile, 'utf8')

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** By night nothing but the colours is different. */
const colours = ['color-contrast', 'link-in-text-block']

/** Nothing that axe knows stands in anybody's way on this page, as it is now; or in a part of it, where a list or a bar lies over the rest. @param part a selector */
export async function expectNoViolations(page: Page, part?: string) {
  const night = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  // Half a megabyte, which the builder would send and compile twice for each look.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  // In the page itself: the other way opens a page beside it each time, for the sake of frames from elsewhere, which we have none of.
  // What is found to be well is not written down: a long conversation has thousands of such places, which took half of the time.
  const axe = new AxeBuilder({ page, axeSource: 'void 0' }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (part) axe.include(part)
  const { violations } = await (night ? axe.withRules(colours) : axe.withTags(everything)).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, `${page.url()} by ${night ? 'night' : 'day'}`).toEqual([])
}

/** The same by day and by night, and nothing scrolls sideways on two sizes of phone. */
export async function expectNoBarrier(page: Page, part?: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoViolations(page, part)
  }
  const before = page.viewportSize()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 720 })
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} on ${width} pixels`).toBeLessThanOrEqual(width)
  }
  if (before) await page.setViewportSize(before)
}
