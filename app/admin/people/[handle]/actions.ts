'use server'

import { commandAction } from '#app/_web/action.ts'
import { changeRole } from '#lib/people/change-role.ts'

export const giveRole = commandAction(changeRole, { message: 'Changed.' })
