/** Days for which a secret link may hold. None is for ever: what was sent to somebody once is forgotten. */
export const linkDays = [7, 30, 90] as const
