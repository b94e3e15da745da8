'use client'

import { useEffect } from 'react'
import { chooseAtOnce } from '#components/site/choose-at-once.ts'

/** Lets a choice of colours be seen without another page. Draws nothing. */
export function ThemeAtOnce() {
  useEffect(() => chooseAtOnce(document), [])
  return null
}
