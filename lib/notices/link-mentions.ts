import { findMentions, mention, notSaid } from '#lib/notices/find-mentions.ts'
import { findShownHandles } from '#lib/posts/find-shown-people.ts'

/**
 * The texts with a link on each @handle that has a page of its own. Done whenever a text is read, and never stored, so that no text
 * goes on pointing at somebody who has left or is called otherwise. What is nobody's page stays the letters that were typed.
 * @param texts stored HTML of comments
 */
export async function linkMentions<Text extends { html: string | null }>(texts: Text[]): Promise<Text[]> {
  const named = new Set(texts.flatMap(({ html }) => (html ? findMentions(html) : [])))
  if (named.size === 0) return texts
  const shown = await findShownHandles([...named])
  return texts.map((text) => (text.html === null ? text : { ...text, html: linkHandles(text.html, shown) }))
}

/** A tag of our own renderer: attributes stand in double quotes, in which `>` may stand too. */
const tag = /(<\/?[a-z][a-z0-9]*(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>)/gi

/** Links some handles in one text of our own renderer, where they speak to somebody. Other links of comments have the same `rel`. */
export function linkHandles(html: string, handles: ReadonlySet<string>): string {
  const said = new Set(findMentions(html).filter((handle) => handles.has(handle)))
  if (said.size === 0) return html
  let quoted = 0
  const pieces = html.split(tag).map((piece, place) => {
    if (place % 2 === 0) return quoted > 0 ? piece : piece.replace(mention, (whole, handle: string) => (said.has(handle.toLowerCase()) ? linkTo(handle, whole) : whole))
    const [, end = '', name = ''] = /^<(\/?)([a-z0-9]+)/i.exec(piece) ?? []
    if (notSaid.includes(name)) quoted += end ? -1 : 1
    return piece
  })
  return pieces.join('')
}

function linkTo(handle: string, words: string): string {
  return `<a href="/people/${handle.toLowerCase()}" rel="nofollow ugc noopener noreferrer">${words}</a>`
}
