import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
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
