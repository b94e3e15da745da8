import type { FaultSizes } from './faults.ts'

/** What `npm run test:faults` does: a quarter of an hour on a machine that has nothing else to do. */
export const longSizes: FaultSizes = { kills: 200, abreast: 3, pairs: 12, restarts: 4, frozenSeconds: 25, crawlEvery: 25, mails: 12, builds: 1, clocks: 3 }

/** What every run of the tests does: about a minute and a half. */
export const shortSizes: FaultSizes = { kills: 6, abreast: 2, pairs: 1, restarts: 1, frozenSeconds: 7, crawlEvery: 6, mails: 2, builds: 0, clocks: 2 }
