'use server'

import { commandAction } from '#app/_web/action.ts'
import { retryMail } from '#lib/mail/retry-mail.ts'

export const tryAgain = commandAction(retryMail, { input: ({ id }) => ({ id }), message: 'It is tried now.' })
