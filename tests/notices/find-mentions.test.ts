import { expect, test } from 'vitest'
import { findMentions, mostMentions } from '#lib/notices/find-mentions.ts'

test.each([
  ['<p>@nia, have you seen it?</p>', ['nia']],
  ['<p>Yes (@Nia) and <em>@mo-two</em>.</p>', ['nia', 'mo-two']],
  ['<p>@nia</p><p>@rae</p>', ['nia', 'rae']],
  ['<p>@nia @nia @NIA</p>', ['nia']],
  ['<p>@nia.</p><ul><li>@rae: yes</li></ul>', ['nia', 'rae']],
])('%s speaks to %j', (html, handles) => expect(findMentions(html)).toEqual(handles))

test.each([
  'rae@example.org', '@nia@mastodon.social', '@nia.example', 'https://example.org/@nia', '@1nia', '@n', 'x@nia', '@nia_b', '@@nia',
])('%s speaks to nobody', (text) => expect(findMentions(`<p>See ${text} there.</p>`)).toEqual([]))

test.each(['blockquote', 'code', 'pre', 'a'])('what stands in %s is not said by its writer', (tag) =>
  expect(findMentions(`<p>Well</p><${tag}>@nia</${tag}><p>@rae</p>`)).toEqual(['rae']))

test('nobody calls a crowd', () => {
  const crowd = Array.from({ length: 50 }, (_, number) => `@reader-${number}`)
  expect(findMentions(`<p>${crowd.join(' ')}</p>`)).toEqual(crowd.slice(0, mostMentions).map((handle) => handle.slice(1)))
})
