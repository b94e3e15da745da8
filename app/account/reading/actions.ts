'use server'

import { commandAction } from '#app/_web/action.ts'
import { chooseReading } from '#lib/posts/content-notes/choose-reading.ts'

export const saveReading = commandAction(chooseReading, { message: 'Saved. Every page follows it from now on.' })
