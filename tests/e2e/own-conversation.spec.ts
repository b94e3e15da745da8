import { publishEssay } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { commentWith, pageOf, signUp, unheardOf } from './visitors.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an author asks something of those who answer, reads what waits, approves it where that is allowed, and points to it', async ({ page, browser }) => {
      test.slow()
      const ada = await pageOf(browser, 'ada', { javaScriptEnabled })
      const { id, path } = await publishEssay(ada)

      await ada.goto(`/write/${id}/conversation`)
      await expect(ada.getByText('Nothing waits at the moment.')).toBeVisible()
      await ada.getByLabel('It ends so many days after publishing').fill('a week')
      await ada.getByLabel('What you ask of those who reply').fill('Please *quote* the passage.')
      await ada.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(ada.getByText('This is a number of days from 1 to 3650; empty for no end.').first()).toBeVisible()
      await expect(ada.getByLabel('What you ask of those who reply')).toHaveValue('Please *quote* the passage.')
      await ada.getByLabel('It ends so many days after publishing').fill('30')
      await ada.getByLabel('One person sends a text').selectOption('once in 1 hour')
      await ada.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(ada.getByText('Saved. It holds from now on.')).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(ada)

      const nia = await signUp(page, path)
      const asks = page.getByRole('complementary', { name: 'What the author asks of you' })
      await expect(asks).toContainText('quote the passage')
      await expect(asks).toContainText('one text every hour')
      const text = unheardOf()
      await page.getByRole('textbox', { name: 'Your reply to the essay' }).fill(text)
      await page.getByRole('button', { name: 'Send reply' }).click()
      await expect(commentWith(page, text)).toBeVisible()
      const again = unheardOf()
      await page.goto(path)
      await page.getByRole('textbox', { name: 'Your reply to the essay' }).fill(again)
      await page.getByRole('button', { name: 'Send reply' }).click()
      await expect(page.getByText(/^This conversation is a slow one: everybody sends one text every hour\. Your text is still here/).first()).toBeVisible()
      await expect(page.getByRole('textbox', { name: 'Your reply to the essay' })).toHaveValue(again)

      await ada.goto(`/write/${id}/conversation`)
      const waiting = ada.getByRole('article', { name: `Reply by ${nia.name}` })
      await expect(waiting).toContainText(text)
      await expect(ada.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
      await onSite(`INSERT INTO setting (key, value) VALUES ('moderation.authors-decide', 'true') ON CONFLICT (key) DO UPDATE SET value = 'true'`, [])
      try {
        await ada.reload()
        await waiting.getByText('Return for a change …').click()
        await waiting.getByRole('button', { name: 'Return it' }).click()
        await expect(waiting.getByText(/reason/i).first()).toBeVisible()
        await ada.getByRole('button', { name: `Approve the text by ${nia.name}` }).click()
        await expect(ada.getByText('Approved. Its writer hears of it in a minute.')).toBeVisible()
        await ada.getByRole('button', { name: 'Take that back' }).click()
        await expect(waiting).toContainText(text)
        await ada.getByRole('button', { name: `Approve the text by ${nia.name}` }).click()
        await expect(ada.getByText('Nothing waits at the moment.')).toBeVisible()
      } finally {
        await onSite(`UPDATE setting SET value = 'false' WHERE key = 'moderation.authors-decide'`, [])
      }

      await ada.goto(path)
      await commentWith(ada, text).getByRole('link', { name: /^Point to / }).click()
      if (javaScriptEnabled) await expectNoBarrier(ada)
      await ada.getByRole('button', { name: 'Point to it' }).click()
      await expect(ada.getByRole('region', { name: 'The author points to' })).toContainText(text)
      const stranger = await browser.newContext({ javaScriptEnabled })
      const reading = await stranger.newPage()
      await reading.goto(path)
      await reading.getByRole('region', { name: 'The author points to' }).getByRole('link', { name: nia.name }).click()
      await expect(commentWith(reading, text)).toBeInViewport()
    })
  })
}
