import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { unheardOf } from './visitors.ts'

/** An author begins an essay, writes a paragraph, and publishes it, all without a script being needed. @returns its id and the address readers have */
export async function publishEssay(page: Page, title = `On ${unheardOf().replace(/\D/g, '')} hinges`): Promise<{ id: string; path: string; title: string }> {
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[0-9a-f-]{36}/)
  const id = /\/write\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  const sent = await page.request.post(`/write/${id}/save`, {
    headers: { Origin: new URL(page.url()).origin },
    data: { version: 1, title, standfirst: '', source: 'A hinge holds a door.', contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' },
  })
  expect(sent.status(), await sent.text()).toBe(200)
  await page.goto(`/write/${id}/publish`)
  await page.getByRole('button', { name: 'Publish now' }).click()
  const link = page.getByRole('link', { name: 'Read it' })
  await expect(link).toBeVisible()
  return { id, path: (await link.getAttribute('href')) ?? '', title }
}

/** Goes to another part of the desk of an essay; on a phone their links are in a sheet. */
export async function goToPart(page: Page, name: string) {
  const links = page.getByRole('navigation', { name: 'This essay' })
  const sheet = links.getByRole('button', { name: /^Parts of this essay/ })
  if (await sheet.isVisible()) await sheet.click()
  await links.getByRole('link', { name, exact: true }).click()
}

/** A line of the page on which an author publishes, opened, so that what is folded under it can be changed. */
export async function openLine(page: Page, name: string): Promise<Locator> {
  const line = page.getByRole('group', { name, exact: true })
  if ((await line.getAttribute('open')) === null) await line.locator('summary').first().click()
  return line
}

/** The form for a later moment, unfolded. */
export async function openLater(page: Page): Promise<Locator> {
  const later = page.getByRole('region', { name: 'Later', exact: true })
  if (!(await later.getByLabel('Day').isVisible())) await later.locator('summary').click()
  return later
}
