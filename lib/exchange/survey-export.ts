import { pictureAddress, withoutWww } from './pictures/picture-address.ts'
import { readWxr } from './read-wxr.ts'
import { resolveAuthors } from './resolve-authors.ts'
import type { Creator, ResolvedAuthors } from './resolve-authors.ts'
import type { Attachment } from './wordpress-shortcodes.ts'
import { visibleWords } from './visible-words.ts'
import type { WxrAuthor, WxrItem, WxrSite, WxrTerm } from './wxr-records.ts'

/** What has to be known of a whole export before its first item can be planned: small things only, never a text. */
export type Survey = {
  site: WxrSite
  /** Host and path of the old site, the beginning of every import key: the same over http and https. */
  siteKey: string
  people: ResolvedAuthors
  terms: WxrTerm[]
  attachments: Map<string, Attachment>
  /** Ids of attachments by the post that they were uploaded to. */
  attachmentsOf: Map<string, string[]>
  /** The hosts of the blog and of its files, without `www.`: from these its pictures may be taken later. */
  hosts: string[]
}

/** A source of bytes that can be read more than once. */
export type ExportFile = () => AsyncIterable<Uint8Array>

/** Reads the whole export once. Throws {@link WxrTrouble} when any of it is not as it must be, so that nothing is half imported. */
export async function surveyExport(file: ExportFile): Promise<Survey> {
  let site: WxrSite | undefined
  const declared: WxrAuthor[] = []
  const creators = new Map<string, Creator>()
  const terms: WxrTerm[] = []
  const attachments = new Map<string, Attachment>()
  for await (const record of readWxr(file())) {
    if (record.kind === 'site') site = record
    else if (record.kind === 'author') declared.push(record)
    else if (record.kind === 'term') terms.push(record)
    else {
      noteCreators(record, creators)
      if (record.type === 'attachment' && record.attachmentUrl) attachments.set(record.id, attachmentFrom(record))
    }
  }
  // The reader gives the site before it ends, or throws.
  if (!site) throw new Error('A WordPress export was read without its site')
  const siteKey = site.blogUrl.toLowerCase().replace(/^https?:\/\//, '').replace(/\/+$/, '')
  return { site, siteKey, people: resolveAuthors(declared, creators), terms, attachments, attachmentsOf: byParent(attachments), hosts: hostsOf(site, attachments) }
}

/** Kinds of item that become posts. */
export function isImported(item: WxrItem): boolean {
  return item.type === 'post' || item.type === 'page'
}

/** The plugin Co-Authors Plus writes further authors as terms. */
export function creatorsOf(item: WxrItem): string[] {
  const others = item.terms.filter((term) => term.taxonomy === 'author').map((term) => term.slug.replace(/^cap-/, '') || term.name)
  return [...new Set([item.creator, ...others])].filter((name) => name !== '')
}

function noteCreators(item: WxrItem, creators: Map<string, Creator>): void {
  for (const name of creatorsOf(item)) {
    const known = creators.get(name)
    if (!known) creators.set(name, { place: item.place, imported: isImported(item) })
    else if (isImported(item)) known.imported = true
  }
}

function attachmentFrom(item: WxrItem): Attachment {
  const alt = item.meta.find(({ key }) => key === '_wp_attachment_image_alt')?.value ?? ''
  return { id: item.id, url: item.attachmentUrl, alt: visibleWords(alt || item.title), caption: visibleWords(item.excerpt), parent: item.parent }
}

function hostsOf({ blogUrl, link }: WxrSite, attachments: Map<string, Attachment>): string[] {
  const addresses = [blogUrl, link, ...[...attachments.values()].map(({ url }) => url)].map(pictureAddress)
  return [...new Set(addresses.flatMap((address) => (address === null ? [] : [withoutWww(new URL(address).host)])))].sort()
}

function byParent(attachments: Map<string, Attachment>): Map<string, string[]> {
  const byPost = new Map<string, string[]>()
  for (const { id, parent } of attachments.values()) {
    if (parent === '' || parent === '0') continue
    const ids = byPost.get(parent) ?? []
    ids.push(id)
    byPost.set(parent, ids)
  }
  return byPost
}
