import type { Browser, Page } from '@playwright/test'
import { goToPart, publishEssay } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { awake } from './editor.ts'
import { forgetLimits } from './forget-limits.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { commentWith, pageOf, signUp, unheardOf } from './visitors.ts'

const wide = { viewport: { width: 1280, height: 900 } }
const narrow = { viewport: { width: 390, height: 844 } }

const changesIn = (page: Page) => page.getByRole('region', { name: 'Changes to this text' })

/** Somebody new says below an essay that something in it is wrong; it waits. */
async function object(browser: Browser, path: string, javaScriptEnabled: boolean) {
  const page = await (await browser.newContext({ javaScriptEnabled, ...(javaScriptEnabled ? wide : narrow) })).newPage()
  const { name } = await signUp(page, path)
  const words = unheardOf()
  await forgetLimits()
  await page.getByLabel('Your reply to the essay').fill(`${words} A hinge holds no door up.`)
  await page.getByRole('button', { name: 'Send reply' }).click()
  await expect(commentWith(page, words)).toContainText('Waiting for a moderator.')
  return { name, words, commentId: (await commentWith(page, words).getAttribute('data-comment')) ?? '' }
}

/** Mo approves a comment on the desk. */
async function approve(browser: Browser, commentId: string, javaScriptEnabled: boolean) {
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
  const [item] = await onSite<{ id: string }>('SELECT id FROM review_item WHERE comment_id = $1', [commentId])
  await mo.goto(`/moderation?mode=one&item=${item?.id}`)
  await mo.locator(`article[data-item="${item?.id}"]`).getByRole('button', { name: 'Approve', exact: true }).click()
  await expect.poll(() => onSite('SELECT state FROM comment WHERE id = $1', [commentId])).toEqual([{ state: 'published' }])
}

/** Ada changes the text itself, and readers get it. */
async function mend(ada: Page, javaScriptEnabled: boolean) {
  await goToPart(ada, 'Text')
  if (javaScriptEnabled) await awake(ada)
  const text = ada.getByRole('textbox', { name: 'Text', exact: true })
  await text.fill('A hinge lets a door turn.')
  await ada.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ada.getByText(/Saved/).first()).toBeVisible()
  await goToPart(ada, 'Publishing')
  await ada.getByRole('button', { name: 'Publish this text' }).click()
  await expect(ada.getByText('Readers see the present text.')).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test(`a reader objects, a moderator approves, Ada corrects the essay from there, and the thanks are on the page, in feeds and for machines (JavaScript ${javaScriptEnabled})`, async ({ browser, request }) => {
    const ada = await pageOf(browser, 'ada', { javaScriptEnabled, ...(javaScriptEnabled ? wide : narrow) })
    const { path, title } = await publishEssay(ada)
    const { name, words, commentId } = await object(browser, path, javaScriptEnabled)
    await ada.goto(path)
    await expect(commentWith(ada, words)).toHaveCount(0)
    await approve(browser, commentId, javaScriptEnabled)

    await ada.goto(`/c/${commentId}`)
    await ada.getByRole('link', { name: `Thank ${name} with a correction` }).click()
    await expect(ada.getByRole('radio', { name: /^Correction/ })).toBeChecked()
    await expect(ada.getByRole('main')).toContainText(`With thanks to ${name}`)
    const note = unheardOf()
    await ada.getByLabel('The note').fill(`${note} It turns.`)
    if (javaScriptEnabled) await expectNoBarrier(ada)
    await ada.getByRole('button', { name: 'Publish the note' }).click()
    await expect(ada.getByRole('heading', { name: /^Corrected on/ })).toBeVisible()
    await mend(ada, javaScriptEnabled)

    const reader = await (await browser.newContext({ javaScriptEnabled, ...narrow })).newPage()
    await reader.goto(path)
    await expect(reader.getByText('A hinge lets a door turn.')).toBeVisible()
    await expect(changesIn(reader)).toContainText(note)
    await expect(changesIn(reader)).toContainText(`With thanks to ${name} for this comment.`)
    await changesIn(reader).getByRole('link', { name: 'this comment' }).click()
    await expect(commentWith(reader, words)).toBeInViewport()

    await reader.goto(path)
    const ld = (await reader.locator('script[type="application/ld+json"]').allInnerTexts()).map((json): Record<string, unknown> => JSON.parse(json))
    const post = ld.find((each) => each['@type'] === 'BlogPosting')
    expect(post?.correction).toMatchObject([{ '@type': 'CorrectionComment', isBasedOn: expect.stringContaining(`/c/${commentId}`), contributor: { name } }])
    for (const address of ['/feed.xml', '/atom.xml', '/feed.json']) {
      const feed = await (await request.get(address)).text()
      const [, entry = ''] = feed.split(title)
      for (const part of [note, `With thanks to`, name, 'A hinge lets a door turn.']) expect(entry, address).toContain(part)
    }
  })
}
