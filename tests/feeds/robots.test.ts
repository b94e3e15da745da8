import { expect, test } from 'vitest'
import { GET as robots } from '#app/robots.txt/route.ts'
import { GET as sitemap } from '#app/sitemap.xml/route.ts'
import { essayBy, person } from '../cast.ts'

test('robots.txt keeps search engines from pages that are of no use to them, and from no essay', async () => {
  const lines = (await robots().text()).split('\n')
  expect(lines).toEqual(expect.arrayContaining(['User-agent: *', 'Disallow: /moderation', 'Disallow: /account', 'Sitemap: http://127.0.0.1:3000/sitemap.xml']))
  expect(lines.filter((line) => line.startsWith('Disallow:') && '/posts/salt'.startsWith(line.slice('Disallow: '.length)))).toEqual([])
})

test('the sitemap gives whole addresses, with the day each changed', async () => {
  const { slug } = await essayBy(await person('ann', 'author'))
  const answer = await sitemap()
  expect(answer.headers.get('content-type')).toContain('xml')
  expect(await answer.text()).toMatch(new RegExp(`<url><loc>http://127\\.0\\.0\\.1:3000/posts/${slug}</loc><lastmod>\\d{4}-[^<]+</lastmod></url>`))
})
