import { z } from 'zod'
import { looksBlank } from '#lib/rendering/check-text.ts'

/** What nobody can see, or what turns the letters beside it around. */
const hidden = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/u
/** Joiners that Persian and the scripts of India need inside words. */
const joiners = /(?<=[\p{Script=Arab}\p{Script=Deva}\p{Script=Beng}\p{Script=Gujr}\p{Script=Guru}\p{Script=Knda}\p{Script=Mlym}\p{Script=Orya}\p{Script=Sinh}\p{Script=Taml}\p{Script=Telu}])\p{M}*[\u200c\u200d]/gu
/** What makes an emoji of its neighbour, or joins two. */
const emojiJoints = /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)[\ufe0f\u200d]+/gu

/** One line of text about a person: NFC, white space collapsed, nothing hidden in it. */
function line(longest: number, what: string) {
  return z.string().transform((raw) => raw.normalize('NFC').replace(/\s+/g, ' ').trim()).superRefine((text, context) => {
    const problem = lineProblem(text, longest, what)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
}

function lineProblem(text: string, longest: number, what: string): string | null {
  const length = [...text].length
  if (length > longest) return `${what} has at most ${longest} characters; this has ${length}.`
  if (hidden.test(text.replace(joiners, '').replace(emojiJoints, ''))) return `${what} holds characters that nobody can see. Please type it again.`
  if (/\p{M}{6}/u.test(text)) return `${what} piles up too many marks on one letter.`
  return null
}

/** The name that stands beside what a person writes: 1 to 60 characters. */
export const nameField = line(60, 'A name').refine((name) => !looksBlank(name), 'Please tell us what to call you.')

/** How to speak of the person: they/them, or nothing. */
export const pronounsField = line(40, 'This').default('')

const longestAddress = 254
/** SMTP takes an address on a line of its own; whoever gets a second line in writes the mail. */
const unsafe = /[\r\n\0]/

/** An e-mail address, in small letters as it is compared. */
export const emailField = z
  .string({ error: 'Please give your e-mail address.' })
  .refine((raw) => !unsafe.test(raw), 'An e-mail address is a single line.')
  .transform((raw) => raw.trim().toLowerCase())
  .superRefine((email, context) => {
    const problem = emailProblem(email)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

function emailProblem(email: string): string | null {
  if (email === '') return 'Please give your e-mail address.'
  if (email.length > longestAddress || !z.email().safeParse(email).success) return 'This does not look like an e-mail address. Please check it.'
  return null
}

/** A person's own site: http or https, or empty. An address without a scheme gets https. */
export const websiteField = z
  .string()
  .default('')
  .transform((raw) => withScheme(raw.trim()))
  .refine((url) => url === '' || isWebsite(url), 'Please give the address of a web page, such as https://example.org.')

function withScheme(raw: string): string {
  return raw === '' || /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`
}

function isWebsite(url: string): boolean {
  if (url.length > 200 || hidden.test(url) || !URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && hostname.includes('.') && !username && !password
}
