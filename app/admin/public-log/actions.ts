'use server'

import { commandAction } from '#app/_web/action.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'

export const showLog = commandAction(changeSetting, {
  input: ({ shown = '' }) => ({ key: 'moderation.public-log', value: shown }),
  message: ({ value }) => (value === 'off' ? 'Saved. The log is for moderators alone.' : 'Saved. Everybody can read it at /log.'),
})
