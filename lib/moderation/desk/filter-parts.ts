/** What one may ask of the queue. All parts are plain words of an address; empty means: all. The browser knows them as well. */
export const filterParts = ['kind', 'rule', 'post', 'person', 'host', 'q'] as const
export type FilterPart = (typeof filterParts)[number]
export type QueueFilter = Record<FilterPart, string>
