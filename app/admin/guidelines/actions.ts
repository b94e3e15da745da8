'use server'

import { commandAction } from '#app/_web/action.ts'
import { changeGuidelines } from '#lib/house/change-guidelines.ts'

export const saveGuidelines = commandAction(changeGuidelines, {
  input: ({ body, basedOn }) => ({ body, basedOn }),
  message: 'Saved. Everybody reads it from now on.',
})
