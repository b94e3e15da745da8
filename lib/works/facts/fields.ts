import { z } from 'zod'
import { looksBlank } from '#lib/rendering/check-text.ts'
import { identifierTrouble, schemeNames } from '#lib/works/facts/identifiers.ts'
import { partialDate } from '#lib/works/facts/partial-date.ts'

export const workKinds = ['film', 'book', 'series', 'play', 'album', 'other'] as const
export type WorkKind = (typeof workKinds)[number]

/** Who did what, in the order in which a page of facts names them. `other` says what under `as`. */
export const creditRoles = [
  'author', 'director', 'creator', 'screenplay', 'story', 'translator', 'illustrator', 'cast', 'narrator', 'producer', 'photography', 'editing', 'music',
  'performer', 'design', 'studio', 'publisher', 'distributor', 'other',
] as const
export type CreditRole = (typeof creditRoles)[number]

/** How much of the story a synopsis tells: the first two tell no more than somebody wants to know before. */
export const synopsisKinds = ['outline', 'summary', 'full'] as const
export type SynopsisKind = (typeof synopsisKinds)[number]

/** In characters. An outline is one breath; beyond the others nobody reads on. */
export const synopsisLength: Record<SynopsisKind, number> = { outline: 239, summary: 2000, full: 20_000 }

/** One line of plain text of at most so many characters. One of which nothing can be seen is empty. */
function line(most: number) {
  return z
    .string()
    .transform((raw) => raw.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
    .transform((text) => (looksBlank(text) ? '' : text))
    .refine((text) => [...text].length <= most, { error: `This can hold ${most} characters.` })
}

function needed(most: number, error: string) {
  return line(most).refine((text) => text !== '', { error })
}

/** Paragraphs of plain text, with an empty line between them. */
const paragraphs = z.string().transform((raw) =>
  raw.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]+/gu, ' ').replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim())

/** A page of the web, without a name and a password before its host: they only pretend to be another host. */
const page = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'This is no address of the web.' })
  .max(500)
  .refine((url) => !/^https?:\/*[^/?#]*@/i.test(url), { error: 'This is no address of the web.' })

const webAddress = z.union([z.literal(''), page])

/** Where an entry stands among the others of its list; equal ones stand as they came. */
const place = z.int().min(0).max(999).default(0)

const named = (what: string) => z.strictObject({ name: needed(60, `Please name ${what}.`), place })

const synopsis = z
  .strictObject({
    kind: z.enum(synopsisKinds),
    lang: z.string().trim().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'A language is given as “en” or “pt-BR”.' }).default('en'),
    text: paragraphs.refine((text) => text !== '', { error: 'Please write the synopsis.' }),
    /** Whose words they are, if not those of who proposed them. */
    credit: line(120).default(''),
    place,
  })
  .superRefine(({ kind, text }, context) => {
    const [length, most] = [[...text].length, synopsisLength[kind]]
    if (length > most) context.addIssue({ code: 'custom', path: ['text'], message: `This has ${length} characters; ${kind === 'outline' ? 'an outline' : `a ${kind} synopsis`} has at most ${most}.` })
  })

const credit = z
  .strictObject({
    role: z.enum(creditRoles),
    name: needed(120, 'Please give the name.'),
    /** The part that somebody plays, or what they did exactly. */
    as: line(120).default(''),
    /** A page about them. */
    page: webAddress.default(''),
    place,
  })
  .refine(({ role, as }) => role !== 'other' || as !== '', { path: ['as'], error: 'Please say what they did.' })

const identifier = z
  .strictObject({ scheme: z.enum(schemeNames), value: needed(60, 'Please give the identifier.') })
  .superRefine(({ scheme, value }, context) => {
    const trouble = identifierTrouble(scheme, value)
    if (trouble) context.addIssue({ code: 'custom', path: ['value'], message: trouble })
  })

/**
 * All that can be said of a work, in the order of its page. A `one` field holds one value, a `list` any number of entries, each of
 * which can be changed by itself.
 */
export const fields = {
  kind: { shape: 'one', label: 'Kind', value: z.enum(workKinds) },
  title: { shape: 'one', label: 'Title', value: needed(200, 'Please give it a title.') },
  originalTitle: { shape: 'one', label: 'Original title', value: needed(200, 'Please give the title.') },
  otherTitles: { shape: 'list', label: 'Other titles', value: z.strictObject({ title: needed(200, 'Please give the title.'), note: line(80).default('') }) },
  credits: { shape: 'list', label: 'Credits', value: credit },
  basedOn: { shape: 'list', label: 'Based on', value: z.strictObject({ title: needed(200, 'Please name what it is based on.'), by: line(120).default(''), what: line(60).default('') }) },
  releases: { shape: 'list', label: 'Released', value: z.strictObject({ date: partialDate, place: line(80).default(''), event: line(120).default('') }) },
  runningTimes: { shape: 'list', label: 'Running time', value: z.strictObject({ minutes: z.int({ error: 'A running time is given in whole minutes.' }).min(1).max(60_000), version: line(80).default('') }) },
  pages: { shape: 'one', label: 'Pages', value: z.int({ error: 'This is a whole number.' }).min(1).max(100_000) },
  genres: { shape: 'list', label: 'Genre', value: named('the genre') },
  countries: { shape: 'list', label: 'Country', value: named('the country') },
  languages: { shape: 'list', label: 'Language', value: named('the language') },
  ratings: {
    shape: 'list', label: 'Rating',
    value: z.strictObject({ country: needed(60, 'Please name the country.'), rating: needed(20, 'Please give the rating.'), reason: line(200).default('') }),
  },
  identifiers: { shape: 'list', label: 'Elsewhere', value: identifier },
  website: { shape: 'one', label: 'Website', value: page },
  synopses: { shape: 'list', label: 'Synopses', value: synopsis },
} as const satisfies Record<string, { shape: 'one' | 'list'; label: string; value: z.ZodType }>

export type FieldName = keyof typeof fields
export type Values = { [Name in FieldName]: z.output<(typeof fields)[Name]['value']> }
export type FactValue = Values[FieldName]
export type ListField = { [Name in FieldName]: (typeof fields)[Name]['shape'] extends 'list' ? Name : never }[FieldName]
export type OneField = Exclude<FieldName, ListField>

export const fieldNames = Object.keys(fields).filter(isFieldName)

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name)
}

export function isListField(field: FieldName): field is ListField {
  return fields[field].shape === 'list'
}

/** The field that a key belongs to: `title`, `credits/k3f9x2ab`. Null for what is no key. */
export function fieldOf(key: string): FieldName | null {
  const [, name = '', entry] = /^([a-zA-Z]+)(?:\/([a-z0-9]{8}))?$/.exec(key) ?? []
  return isFieldName(name) && isListField(name) === (entry !== undefined) ? name : null
}
