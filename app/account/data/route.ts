import { ownDownload } from '#app/_web/own-download.ts'
import { writeOwnData } from '#lib/accounts/own-data/write-own-data.ts'

/** Everything that is kept about the one who asks. */
export const { GET, HEAD } = ownDownload({ what: 'own-data', name: 'json', type: 'application/json; charset=utf-8' }, writeOwnData)
