/** What an author writes in one form, as it is sent to be kept. */
export type EssayWords = { title: string; standfirst: string; source: string }

/** Whether two texts are the same to the letter. */
export function sameWords(one: EssayWords, other: EssayWords): boolean {
  return one.title === other.title && one.standfirst === other.standfirst && one.source === other.source
}
