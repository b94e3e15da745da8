/**
 * Seconds from a decision, or from a text or an essay becoming public, until those whom it concerns are told. As long as this, taking it
 * back leaves no trace with them: the time in which one notices a slip of the hand.
 */
export const noticeDelaySeconds = 60
