import { cache } from 'react'
import { noteViewer } from '#lib/http/request-context.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readSession } from '#lib/people/read-session.ts'
import { sessionSecret } from './session.ts'

/**
 * Who asks, read from the database for this request: the cookie only says which session. Anonymous when nobody is signed in.
 * Several parts of one page ask once.
 */
export const currentViewer = cache(async (): Promise<Viewer> => {
  const secret = await sessionSecret()
  const viewer = (secret ? await readSession(secret) : null) ?? anonymous
  noteViewer(viewer.role)
  return viewer
})
