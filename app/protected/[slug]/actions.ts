'use server'

import { cookies } from 'next/headers'
import { formAction } from '#app/_web/action.ts'
import { clientAddress } from '#app/_web/enter.ts'
import { passCookie } from '#app/_web/pass-cookie.ts'
import { databaseTime } from '#lib/database-time.ts'
import { protectedPath } from '#lib/posts/post-path.ts'
import { giveProtectedPassword } from '#lib/posts/publishing/read-protected.ts'

export const givePassword = formAction(async ({ fields: { slug = '', password = '' } }) => giveProtectedPassword({ slug, password }, clientAddress(), await databaseTime()), {
  after: async ({ pass }, { slug = '' }) => void (await cookies()).set(passCookie(slug, pass)),
  redirectTo: (_, { slug = '' }) => protectedPath(slug),
})
