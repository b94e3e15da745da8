import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ReplyForm } from '#components/comments/drafts/reply-form.tsx'

const form = { action: async () => ({ status: 'fresh' as const }), slug: 'an-essay', parentId: '', idempotencyKey: 'a key', here: '/posts/an-essay#reply', label: 'Your reply', by: 'rae', draft: null }

test('a text that was brought along and has no room stands at the form, whole, and nothing is said where there is none', () => {
  const markup = renderToStaticMarkup(<ReplyForm {...form} brought="What I wrote at the door" />)
  expect(markup).toContain('does not fit beside the drafts that you have')
  expect(markup).toContain('What I wrote at the door')
  expect(renderToStaticMarkup(<ReplyForm {...form} brought="" />)).not.toContain('brought along')
})
