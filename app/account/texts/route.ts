import { ownDownload } from '#app/_web/own-download.ts'
import { writeOwnTexts } from '#lib/accounts/own-data/write-own-texts.ts'

/** What the one who asks wrote under essays, to be read. */
export const { GET, HEAD } = ownDownload({ what: 'own-texts', name: 'md', type: 'text/markdown; charset=utf-8' }, writeOwnTexts)
