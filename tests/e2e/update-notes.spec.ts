import { reader } from '#lib/database.ts'
import { decideNow, essayBy, person, publishedReplyBy } from '../cast.ts'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { signUp } from './visitors.ts'

process.noDeprecation = true

for (const javaScriptEnabled of [true, false]) {
  test(`an author corrects an essay out of a reader's comment, changes the note and takes it back (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } })
    const page = await context.newPage()
    const { handle } = await signUp(page)
    await onSite("UPDATE person SET role = 'author' WHERE handle = $1", [handle])
    const { id, name } = await reader().person.findUniqueOrThrow({ where: { handle }, select: { id: true, name: true } })
    const [mo, rae] = await Promise.all([person('Mo', 'moderator'), person('Rae', 'reader')])
    const { slug } = await essayBy({ id, handle, name, role: 'author', suspended: false, emailVerified: true })
    const comment = await publishedReplyBy(rae, mo, slug)

    await page.goto(`/posts/${slug}`)
    await page.getByRole('link', { name: 'Thank Rae with a correction' }).click()
    await expect(page.getByRole('radio', { name: /^Correction/ })).toBeChecked()
    await expect(page.getByRole('main')).toContainText('With thanks to Rae')
    if (javaScriptEnabled) await expectNoBarrier(page)
    await page.getByRole('button', { name: 'Publish the note' }).click()
    await expect(page.getByRole('radio', { name: /^Correction/ })).toBeChecked()
    await expect(page.getByRole('main')).toContainText('Nothing was lost.')
    await page.getByLabel('The note').fill('It was *1753*, not 1735.')
    await page.getByRole('button', { name: 'Publish the note' }).click()
    await expect(page.getByRole('heading', { name: /^Corrected on/ })).toBeVisible()

    const visitor = await (await browser.newContext()).newPage()
    await visitor.goto(`/posts/${slug}`)
    const changes = visitor.getByRole('region', { name: 'Changes to this text' })
    await expect(changes).toContainText('It was 1753, not 1735.')
    await expect(changes).toContainText('With thanks to Rae for this comment.')
    await expect(changes.getByRole('link', { name: 'this comment' })).toHaveAttribute('href', `/c/${comment}`)
    await expect(visitor.getByRole('link', { name: /^Corrected/ })).toBeVisible()
    await decideNow(mo, comment, 'hide')
    await visitor.reload()
    await expect(changes).not.toContainText('Rae')

    await page.getByText('Change it').click()
    await page.getByLabel('The note').last().fill('It was 1754.')
    await page.getByRole('button', { name: 'Change the note' }).click()
    await expect(page.getByRole('heading', { name: /^Corrected on/ })).toBeVisible()
    await expect(page.getByText('What it said before')).toBeVisible()
    await visitor.reload()
    await expect(changes).toContainText('It was 1754.')
    await expect(changes).toContainText('This note was changed on')

    await page.goto(page.url().split('#')[0] ?? '')
    await page.getByText('Take it back').click()
    await page.getByRole('button', { name: 'Take the note back' }).click()
    await expect(page.getByRole('heading', { name: /was taken back on/ })).toBeVisible()
    await visitor.reload()
    await expect(changes).toContainText('was taken back on')
    await expect(changes).not.toContainText('1754')
  })
}

test('another author finds no notes to write, nor does a reader', async ({ browser }) => {
  const ada = await person('Ada', 'author')
  const { id } = await essayBy(ada)
  const page = await (await browser.newContext()).newPage()
  const { handle } = await signUp(page)
  expect((await page.goto(`/write/${id}/notes`))?.status()).toBe(403)
  await onSite("UPDATE person SET role = 'author' WHERE handle = $1", [handle])
  expect((await page.goto(`/write/${id}/notes`))?.status()).toBe(404)
  await onSite("UPDATE person SET role = 'administrator' WHERE handle = $1", [handle])
  expect((await page.goto(`/write/${id}/notes`))?.status()).toBe(200)
  await expectNoBarrier(page)
})
