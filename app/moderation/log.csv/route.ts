import { logDownload } from '#app/_web/log-download.ts'

export const { GET, HEAD } = logDownload('csv')
