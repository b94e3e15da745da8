'use client'

import { useEffect } from 'react'
import { followReader } from '#components/posts/follow-reader.ts'

/** Lets the contents in the margin say which section is being read. Draws nothing. */
export function FollowContents() {
  useEffect(() => followReader(document), [])
  return null
}
