import { expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { carryOut, person, refusalOf } from '../cast.ts'

test('an essay that is read first has forty images at most, and more when its writer is an author', async () => {
  const gus = await person('gus', 'reader')
  const { id: postId } = await carryOut(beginGuestPost, gus, {})
  const image = { postId, width: 1000, height: 500 }
  for (let count = 0; count < 40; count++) await carryOut(beginImage, gus, image)
  expect(await refusalOf(beginImage, gus, image)).toMatchObject({ code: 'conflict', message: expect.stringContaining('40 images') })
  await writer().person.update({ where: { id: gus.id }, data: { role: 'author' }, select: { id: true } })
  await carryOut(beginImage, { ...gus, role: 'author' }, image)
})
