'use client'

import { useEffect } from 'react'
import { startThread } from './start-thread.ts'

/** Starts the script of the conversation on this page. Shows nothing itself. */
export function ThreadIsland() {
  useEffect(() => {
    const root = document.getElementById('conversation')
    return root ? startThread(root) : undefined
  }, [])
  return null
}
