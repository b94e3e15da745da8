import type { z } from 'zod'

/** The largest page that a list gives. */
export const largestPage = 100

/** One thing that the API does: what it takes, what it answers, and in which words it is described. */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  id: string
  method: 'GET' | 'POST'
  /** Below `/api/v1`, with `{name}` for each parameter. */
  path: string
  summary: string
  description?: string
  /** Who may ask: everybody, or people who are signed in, or moderators. */
  asks: 'anybody' | 'reader' | 'moderator'
  params: Params
  query: Query
  /** A JSON body; null for none. */
  body: Body | null
  headers?: z.ZodObject
  answer: { status: number; schema: Answer; description: string }
  /** The statuses of its refusals, beyond those that every operation has. */
  refusals: number[]
  /** An address that was given up leads on to the present one. */
  leadsOn?: true
}

/** Gives an operation its types. */
export function operation<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  definition: Operation<Params, Query, Body, Answer>,
) {
  return definition
}
