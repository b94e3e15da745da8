import { readLanguage } from '#lib/posts/publishing/language.ts'
import { convertInWorker } from './convert-in-worker.ts'
import { planComments } from './plan-comments.ts'
import type { PlannedComment, PlannedPing } from './plan-comments.ts'
import { oldAddresses } from './old-addresses.ts'
import { percentDecoded } from './percent-decoded.ts'
import { remoteHosts } from './pictures/count-remote.ts'
import { namesPicture, pictureAddress } from './pictures/picture-address.ts'
import { textFrom } from './planned-text.ts'
import type { ImportProblem, PlannedText } from './planned-text.ts'
import { readMoment } from './read-moment.ts'
import { creatorsOf } from './survey-export.ts'
import type { Survey } from './survey-export.ts'
import { termsOf } from './plan-terms.ts'
import { visibleWords } from './visible-words.ts'
import type { Attachment } from './wordpress-shortcodes.ts'
import type { WxrItem } from './wxr-records.ts'
import type { Place } from './wxr-trouble.ts'

export type PlannedPost = PlannedText & {
  key: string
  kind: 'essay' | 'page'
  state: 'published' | 'scheduled' | 'draft'
  at: Date | null
  slug: string
  title: string
  excerpt: string
  headings: { id: string; text: string; level: number }[]
  words: number
  lang: string
  commentsOpen: boolean
  /** Empty for a post without one. It is hashed before it is stored. */
  password: string
  /** Whoever knew the password could read it there, and can here. */
  openByPassword: boolean
  logins: string[]
  tagSlugs: string[]
  oldPaths: string[]
  /** The picture that stood above it; it lies on the old blog until its pictures are taken over. */
  cover: { address: string; alt: string; caption: string } | null
}

export type PlannedItem = {
  post: PlannedPost
  comments: PlannedComment[]
  pings: PlannedPing[]
  leftOutComments: string[]
  /** Comments and pings that were signed with an e-mail address. */
  hiddenNames: number
  /** What of the item itself has no place here yet. */
  leftOutMarks: string[]
  unknownShortcodes: string[]
  filledInBlocks: string[]
  /** The hosts of pictures in the text, each as often as it shows one. */
  pictureHosts: string[]
  problems: ImportProblem[]
  /** How the old blog called the state: for the report. */
  status: 'published' | 'password' | 'scheduled' | 'draft' | 'private'
}

/** All that the import makes of one post or page. Writes nothing, and says the same each time it is asked. */
export async function planItem(item: WxrItem, key: string, survey: Survey): Promise<PlannedItem> {
  const problems: ImportProblem[] = []
  const tell = (sentence: string, place = item.place) => problems.push({ place, sentence })
  const body = await convertInWorker({
    source: item.body, profile: 'essay', postId: item.id, attachments: attachmentsFor(item, survey), footnotes: metaOf(item, 'footnotes'),
  })
  const { status, state } = stateOf(item)
  const at = readMoment({ gmt: item.dateGmt, pubDate: item.pubDate, local: item.date })
  const title = titleOf(item, body.rendering.text)
  const thread = await planComments(item, at, survey)
  const logins = creatorsOf(item).flatMap((name) => survey.people.loginOf.get(name) ?? [])

  const name = `“${title}” (${item.type} ${item.id || 'without number'})`
  if (visibleWords(item.title) === '') tell(`${name} has no title and takes its first words.`)
  if (body.tangled) tell(`${name} has markup that cannot be read in time; its words are kept without it.`)
  if (!at && state !== 'draft') tell(`${name} has no date; it becomes a draft.`)
  if (logins.length === 0) tell(`${name} names no author.`)
  if (status === 'password') tell(`${name} had a password; ${item.status === 'publish' ? 'whoever knows it can read it, and it is in no list' : 'it is kept as a draft that nobody can read'}.`)
  if (status === 'private') tell(`${name} was private; it is kept as a draft.`)
  problems.push(...thread.problems)

  return {
    status,
    problems,
    comments: thread.comments,
    pings: thread.pings,
    leftOutComments: thread.leftOut,
    hiddenNames: thread.hiddenNames,
    leftOutMarks: leftOutMarks(item, survey),
    unknownShortcodes: body.unknownShortcodes,
    filledInBlocks: body.filledInBlocks,
    pictureHosts: remoteHosts(body.rendering.html),
    post: {
      ...textFrom(body),
      key,
      kind: item.type === 'page' ? 'page' : 'essay',
      state: at ? state : 'draft',
      at,
      slug: slugOf(item.slug),
      title,
      excerpt: visibleWords(item.excerpt),
      headings: body.rendering.headings,
      words: body.rendering.words,
      lang: languageOf(survey.site.language),
      commentsOpen: item.commentStatus === 'open',
      password: item.password,
      openByPassword: item.password !== '' && item.status === 'publish',
      logins,
      tagSlugs: termsOf(item).map((term) => term.slug),
      oldPaths: oldAddresses(item, survey.site.blogUrl),
      cover: coverOf(item, survey),
    },
  }
}

/** What was private stays so. Unknown states, which plugins make, are for people to look at. */
function stateOf(item: WxrItem): Pick<PlannedItem, 'status'> & Pick<PlannedPost, 'state'> {
  if (item.password !== '') return { status: 'password', state: 'draft' }
  if (item.status === 'publish') return { status: 'published', state: 'published' }
  if (item.status === 'future') return { status: 'scheduled', state: 'scheduled' }
  return { status: item.status === 'private' ? 'private' : 'draft', state: 'draft' }
}

function titleOf(item: WxrItem, text: string): string {
  const title = visibleWords(item.title)
  if (title !== '') return title
  const words = text.replace(/\s+/g, ' ').split(' ').slice(0, 8).join(' ')
  return words === '' ? 'Untitled' : words.length < text.length ? `${words.slice(0, 80)} …` : words.slice(0, 80)
}

/** WordPress writes other scripts as `%ce%b5…`. Empty when there is none to keep. */
function slugOf(raw: string): string {
  const slug = percentDecoded(raw).normalize('NFC').toLowerCase()
  return /^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u.test(slug) && [...slug].length <= 120 ? slug : ''
}

/** Whatever the export says; texts are English where it names no language. */
function languageOf(language: string): string {
  return readLanguage(language.trim()) ?? 'en'
}

/** Settings of the old blog and its plugins that nothing here answers to, by what people call them. */
function leftOutMarks(item: WxrItem, survey: Survey): string[] {
  const ours = new Set(['category', 'post_tag', 'author', ''])
  const terms = item.terms.filter(({ taxonomy }) => !ours.has(taxonomy)).map(({ taxonomy }) => `${taxonomy} of posts`)
  return [...item.meta.flatMap(({ key }) => markOf(key, coverOf(item, survey) !== null)), ...terms, ...(item.sticky === '1' ? ['sticky post'] : [])]
}

/** Keys that begin with an underscore are WordPress’s own bookkeeping. */
function markOf(key: string, hasCover: boolean): string[] {
  if (key === '_thumbnail_id' && !hasCover) return ['cover image that the export does not name']
  if (key === 'enclosure') return ['enclosure']
  return key.startsWith('_') || key === 'footnotes' ? [] : ['custom field']
}

/** WordPress names the picture above a post by its number among the uploads. */
function coverOf(item: WxrItem, survey: Survey): PlannedPost['cover'] {
  const image = survey.attachments.get(metaOf(item, '_thumbnail_id') ?? '')
  const address = image && namesPicture(image.url) ? pictureAddress(image.url) : null
  if (!image || address === null) return null
  return { address, alt: isFileName(image.alt, address) ? '' : image.alt, caption: image.caption }
}

/** WordPress gives a picture the name of its file for a title, which describes nothing. */
function isFileName(words: string, address: string): boolean {
  const stem = percentDecoded(address).replace(/^.*\/|\.[a-z]+$/gi, '').toLowerCase()
  return !/\s/.test(words) && (/[\d_]/.test(words) || words.toLowerCase() === stem)
}

function metaOf(item: WxrItem, key: string): string | undefined {
  return item.meta.find((meta) => meta.key === key)?.value
}

/** Those that galleries in the text can mean: named by number, or uploaded to the post. */
function attachmentsFor(item: WxrItem, survey: Survey): Attachment[] {
  const galleries = item.body.match(/\[gallery\b[^[\]]*\]/g) ?? []
  if (galleries.length === 0) return []
  const named = galleries.flatMap((gallery) => gallery.match(/\d+/g) ?? [])
  const owners = [item.id, ...named]
  const ids = new Set([...named, ...owners.flatMap((owner) => survey.attachmentsOf.get(owner) ?? [])])
  return [...ids].flatMap((id) => survey.attachments.get(id) ?? [])
}
