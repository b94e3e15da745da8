/** What a blind reader can say of a text: the verdicts that a text has when it comes in. */
export const blindVerdicts = ['approve', 'return', 'reject'] as const
export type BlindVerdict = (typeof blindVerdicts)[number]

/** Days back from which texts are taken: older ones were judged by other habits, and by people who may have left. */
export const blindDays = 90
