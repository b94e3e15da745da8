import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { prisma } from './database'

/** Who is signed in. */
export const currentViewer = cache(async () => {
  const secret = (await cookies()).get('afterword-session')?.value
  if (!secret) return null
  const id = createHash('sha256').update(secret).digest('hex')
  const session = await prisma.session.findUnique({ where: { id }, include: { person: true } })
  return session && session.expiresAt > new Date() ? session.person : null
})
