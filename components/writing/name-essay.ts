/** An essay within a sentence: its title, or that it has none yet. */
export function nameEssay(title: string): string {
  return title ? `“${title}”` : 'an essay without a title'
}
