/** An image of the media library, as a gallery shows it. */
export type Attachment = { id: string; url: string; alt: string; caption: string; parent: string }

export type ShortcodeContext = {
  /** The post that the text belongs to: a gallery without ids shows what was uploaded to it. */
  postId: string
  attachments: readonly Attachment[]
}

export type Expanded = {
  html: string
  /** Names of shortcodes that stay in the text as they stand, each as often as it occurs. */
  unknown: string[]
}

/**
 * Turns the shortcodes of WordPress itself into HTML: captions, galleries, embedded, audio and video files. Those of plugins
 * stay readable in the text and are named in the report. Nothing inside code is touched; `[[gallery]]` means the word.
 */
export function expandShortcodes(source: string, context: ShortcodeContext): Expanded {
  const unknown: string[] = []
  const html = source
    .split(/(<(pre|code)\b[\s\S]*?<\/\2>)/i)
    .map((part, at) => (at % 3 === 0 ? expandPart(part, context, unknown) : at % 3 === 1 ? part : ''))
    .join('')
  return { html, unknown }
}

/** Name, attributes, closing slash, and what stands between it and its closing half, if it has one. */
const shortcode = /(\[?)\[([a-zA-Z][\w-]*)((?:\s|=)(?:[^\]"']|"[^"]*"|'[^']*')*?)?(\/)?\](?:((?:(?!\[\2\b)[\s\S])*?)\[\/\2\])?(\]?)/g

function expandPart(part: string, context: ShortcodeContext, unknown: string[]): string {
  return part.replace(shortcode, (whole: string, before: string, name: string, rest?: string, _slash?: string, inside?: string, after = '') => {
    if (before && after) return whole.slice(1, -1)
    const html = expandOne(name, attributesIn(rest ?? ''), inside, context)
    if (html !== undefined) return before + html + after
    if (looksDeliberate(name, rest, inside)) unknown.push(name)
    return whole
  })
}

type Attributes = { named: Record<string, string>; plain: string[] }

function expandOne(name: string, attributes: Attributes, inside: string | undefined, context: ShortcodeContext): string | undefined {
  if (name === 'caption' || name === 'wp_caption') return inside === undefined ? undefined : caption(attributes, inside)
  if (name === 'gallery') return gallery(attributes, context)
  if (name === 'embed' && inside !== undefined) return paragraphLink(inside)
  if (name === 'audio' || name === 'video') return mediaFile(attributes, inside)
  return undefined
}

/** The caption follows the image, or, before WordPress 3.4, stands in an attribute. */
function caption(attributes: Attributes, inside: string): string {
  const image = /^\s*(?:<p>)?\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inside)
  const [media, after] = image ? [image[1] ?? '', image[2] ?? ''] : ['', inside]
  const words = `${attributes.named.caption ?? ''} ${after}`.replace(/\s+/g, ' ').trim()
  return `\n\n<figure>${media}${words ? `<figcaption>${words}</figcaption>` : ''}</figure>\n\n`
}

function gallery({ named }: Attributes, context: ShortcodeContext): string | undefined {
  const ids = (named.ids ?? named.include ?? '').split(/[\s,]+/).filter(Boolean)
  const left = new Set((named.exclude ?? '').split(/[\s,]+/))
  const chosen = ids.flatMap((id) => context.attachments.filter((image) => image.id === id).slice(0, 1))
  const uploaded = context.attachments.filter((image) => image.parent === (named.id ?? context.postId) && !left.has(image.id))
  const shown = (ids.length > 0 ? chosen : uploaded).filter((image) => isImage(image.url))
  return shown.length === 0 ? undefined : `\n\n${shown.map(figure).join('\n')}\n\n`
}

function figure({ url, alt, caption: words }: Attachment): string {
  return `<figure><img src="${escaped(url)}" alt="${escaped(alt)}">${words ? `<figcaption>${words}</figcaption>` : ''}</figure>`
}

function isImage(url: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif)$/i.test(url)
}

/** `[audio src="…"]`, `[audio mp3="…"]`, and the oldest form, `[audio https://…]`. */
function mediaFile({ named, plain }: Attributes, inside: string | undefined): string | undefined {
  const formats = ['src', 'mp3', 'm4a', 'ogg', 'wav', 'mp4', 'm4v', 'webm', 'ogv', 'flv', 'wmv']
  const url = formats.map((format) => named[format]).find(Boolean) ?? plain.find((value) => /^https?:/.test(value))
  return url ? paragraphLink(url) + (inside ?? '') : undefined
}

function paragraphLink(url: string): string | undefined {
  const address = url.trim()
  return /^https?:\/\/\S+$/.test(address) ? `\n\n<p><a href="${escaped(address)}">${escaped(address)}</a></p>\n\n` : undefined
}

function attributesIn(text: string): Attributes {
  const attributes: Attributes = { named: {}, plain: [] }
  for (const [, name, double, single, bare, plain] of text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|([^\s"'\]]+)/g)) {
    if (name) attributes.named[name.toLowerCase()] = double ?? single ?? bare ?? ''
    else if (plain) attributes.plain.push(plain)
  }
  return attributes
}

/** `[sic]` and `[1]` are prose; with attributes, a closing half or a compound name it was meant for a plugin. */
function looksDeliberate(name: string, rest: string | undefined, inside: string | undefined): boolean {
  return inside !== undefined || /=/.test(rest ?? '') || /[_-]/.test(name)
}

function escaped(text: string): string {
  return text.replace(/&(?!#?\w+;)/g, '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
