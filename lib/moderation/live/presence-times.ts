/** A tab says this often that its card is being read, in seconds. */
export const presenceEvery = 15

/** A card is free this long after its tab was last heard of, in seconds: two of its words may be lost on the way. */
export const presenceLasts = 45

/** Nobody reads a card at a tab that nobody has touched for so long, in seconds. It says nothing more until somebody does. */
export const presenceAwake = 300
