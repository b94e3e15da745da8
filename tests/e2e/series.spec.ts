import { randomInt } from 'node:crypto'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { signUp } from './visitors.ts'

for (const javaScriptEnabled of [true, false]) {
  test(`an author puts essays into a series and orders them (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } })).newPage()
    const { handle } = await signUp(page)
    expect((await page.goto('/account/series'))?.status()).toBe(403)
    await onSite("UPDATE person SET role = 'author' WHERE handle = $1", [handle])
    const [first, second] = [`First of ${handle}`, `Second of ${handle}`]
    for (const title of [first, second]) {
      await onSite(
        `WITH p AS (INSERT INTO post (id, slug) VALUES (gen_random_uuid(), $1) RETURNING id),
          r AS (INSERT INTO post_revision (id, post_id, title, format, source, html, text, words, renderer_version, reason, created_at)
            SELECT gen_random_uuid(), id, $2, 'markdown', 'x', '<p>x</p>', 'x', 1, 1, 'saved', now() FROM p RETURNING id, post_id)
        INSERT INTO authorship (post_id, person_id) SELECT p.id, person.id FROM p, person WHERE handle = $3`,
        [`s-${randomInt(10 ** 9)}`, title, handle],
      )
      await onSite('UPDATE post SET draft_revision_id = r.id FROM post_revision r WHERE r.post_id = post.id AND r.title = $1', [title])
    }

    await page.goto('/account')
    await page.getByRole('link', { name: 'Your series' }).click()
    await page.getByLabel('Title').fill(`Of ${handle}`)
    await page.getByRole('button', { name: 'Begin it' }).click()
    const series = page.getByRole('region', { name: `Of ${handle}` })
    for (const title of [second, first]) {
      await series.getByLabel('Put an essay at its end').selectOption({ label: `${title} (not published)` })
      await series.getByRole('button', { name: 'Put it in' }).click()
      await expect(series.getByRole('listitem').filter({ hasText: title })).toBeVisible()
    }
    if (javaScriptEnabled) await expectNoBarrier(page)
    await series.getByRole('button', { name: `Earlier ${first}` }).click()
    await expect(series.getByRole('listitem').first()).toContainText(`1. ${first}`)
    await expect(series.getByRole('listitem').last()).toContainText(`2. ${second}`)
    await series.getByRole('button', { name: `Take out ${second}` }).click()
    await expect(series.getByRole('listitem')).toHaveCount(1)
  })
}
