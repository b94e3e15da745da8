/**
 * One proof as a query over everything it is about: each row says what it is about and whether it is wrong.
 * Made for a million comments: whole sets, no function per row where there is another way.
 */
export type ProofQuery = {
  name: string
  /** What the rows are, in words that follow a number. */
  things: string
  /** What is said of the wrong ones, in words that follow `things`. */
  fault: string
  /** A query with the columns `about` (text) and `wrong` (boolean). */
  sql: string
}

/** One thing that must be true, and whether it is. `detail` is one line for the person at the terminal. */
export type Proof = { name: string; ok: boolean; detail: string }
