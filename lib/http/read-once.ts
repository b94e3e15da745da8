/** What is longer is read anew each time, in characters: nobody asks for the same long thing often, and it would be kept for nothing. */
const longest = 300

/**
 * Reads a text once for all who send the same: most of what requests say is said word for word by the next one.
 * @param most how many texts are remembered; whoever sends more different ones makes it forget them all, and nothing else
 * @param read the answer is given to all of them and must not be changed
 */
export function readOnce<Answer extends object | string | boolean | null>(most: number, read: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = read(text)
    if (text.length > longest) return answer
    if (answers.size >= most) answers.clear()
    answers.set(text, answer)
    return answer
  }
}
