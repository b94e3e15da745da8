import { fromHtml } from 'hast-util-from-html'
import type { Nodes } from 'hast'

/** People that one text can name; whom it names after these hears nothing of it. Nobody speaks to more, and no text calls a crowd. */
export const mostMentions = 10

/** Beginning and end are set so that mail addresses, hosts and accounts elsewhere are none. */
export const mention = /(?<![\p{L}\p{N}_@./-])@([a-z](?:-?[a-z0-9])+)(?![\p{L}\p{N}_@]|[-./][\p{L}\p{N}])/giu

/** Words of others and of machines, and the words of links. */
export const notSaid = ['blockquote', 'code', 'pre', 'a']

/** The handles that a text speaks to as @handle, in lower case, each once, as they come. Whether there are such people it does not know. */
export function findMentions(html: string): string[] {
  if (!html.includes('@')) return []
  const handles = saidIn(fromHtml(html, { fragment: true })).matchAll(mention)
  return [...new Set([...handles].map(([, handle = '']) => handle.toLowerCase()))].slice(0, mostMentions)
}

function saidIn(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return '\n'
  if (node.type !== 'element') return node.children.map(saidIn).join('')
  if (notSaid.includes(node.tagName)) return '\n'
  return `${node.children.map(saidIn).join('')}${withinLines.includes(node.tagName) ? '' : '\n'}`
}

const withinLines = ['em', 'strong', 'del', 'sup', 'sub', 'span']
