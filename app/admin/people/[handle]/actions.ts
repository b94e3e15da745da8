'use server'

import { commandAction } from '#app/_web/action.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { liftSuspension } from '#lib/people/lift-suspension.ts'
import { suspendPerson } from '#lib/people/suspend-person.ts'

export const giveRole = commandAction(changeRole, { message: 'Changed.' })
export const suspend = commandAction(suspendPerson, { message: 'Suspended.' })
export const lift = commandAction(liftSuspension, { message: 'The suspension is over.' })
