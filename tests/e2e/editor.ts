import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The field of the text, whichever kind it is. */
export function text(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Text', exact: true })
}

/** Where another text of the same essay is offered. */
export function twoTexts(page: Page): Locator {
  return page.getByRole('region', { name: 'There are two texts' })
}

/** The editor has taken the place of the field. */
export async function awake(page: Page) {
  await expect(page.locator('.cm-content')).toBeVisible()
}

/** The line in the corner says that the server has all of it. */
export async function saved(page: Page) {
  await expect(page.locator('.writing-saved')).toContainText(/Saved/)
}

/** All of the text, as the form would send it. */
export async function written(page: Page): Promise<string> {
  return page.evaluate(() => String(new FormData(document.querySelector<HTMLFormElement>('#writing') ?? undefined).get('source')))
}

/** Goes on writing where the text ends. */
export async function goOn(page: Page, words: string) {
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(words)
}

/** Pastes a picture of one colour where the caret is, as from a program that draws. */
export async function pastePicture(page: Page, colour: string) {
  await page.evaluate(async (fill) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 640, height: 400 })
    const pen = canvas.getContext('2d')
    if (pen) pen.fillStyle = fill
    pen?.fillRect(40, 40, 560, 320)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File(blob ? [blob] : [], 'drawn.png', { type: 'image/png' }))
    document.querySelector('.cm-content')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, colour)
}
