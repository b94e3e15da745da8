import { z } from 'zod'
import { isReservedHandle } from '#lib/people/reserved-handles.ts'

const shape = /^[a-z](?:-?[a-z0-9])+$/

/**
 * A handle as a person may choose it: 2 to 30 small letters, digits and single hyphens, beginning with a letter, no word of the
 * house. Capitals and a leading @ are forgiven. Whether it is free, the database says.
 */
export const handleField = z
  .string({ error: 'Please choose a handle.' })
  .transform((raw) => raw.trim().replace(/^@/, '').toLowerCase())
  .superRefine((handle, context) => {
    const problem = handleProblem(handle)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

/** What is wrong with a handle, as one sentence that says what to do; null when nothing is. */
export function handleProblem(handle: string): string | null {
  if (handle === '') return 'Please choose a handle.'
  if (/[^a-z0-9-]/.test(handle)) return 'A handle has only letters from a to z, digits and hyphens. Please leave the rest out.'
  if (!/^[a-z]/.test(handle)) return 'A handle begins with a letter. Please put one in front.'
  if (handle.length < 2) return 'A handle has at least 2 characters. Please make it longer.'
  if (handle.length > 30) return 'A handle has at most 30 characters. Please make it shorter.'
  if (!shape.test(handle)) return 'Hyphens in a handle stand alone and between letters or digits.'
  if (isReservedHandle(handle)) return 'This handle is, or looks like, a word of this site. Please choose another.'
  return null
}

/** What somebody reads who chose a handle that is somebody's, or that could be taken for it. */
export const handleTaken = 'Somebody has this handle, or one that looks much like it. Please choose another.'
