/** Where a browser keeps what its reader wants folded: the topics, with spaces between them. */
export const foldedKey = 'afterword-fold'

/**
 * Says on the page what is to be folded, before any of it is painted: a text that somebody does not want to see is not seen for a
 * moment. It stands in the head of documents that hold notes, and in no other.
 */
export const foldScript = `try{const f=localStorage.getItem(${JSON.stringify(foldedKey)});if(f)document.documentElement.dataset.fold=f}catch{}`
