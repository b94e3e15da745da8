/** So many of the last approvals are named to an open page: what it may have missed before it says “or more”. */
export const latestNamed = 50
