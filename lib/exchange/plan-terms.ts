import { percentDecoded } from './percent-decoded.ts'
import type { Survey } from './survey-export.ts'
import { visibleWords } from './visible-words.ts'
import type { WxrItem, WxrTerm } from './wxr-records.ts'

export type PlannedTerm = { slug: string; name: string; kind: 'tag' | 'category'; description: string; parentSlug: string }

const KINDS: Record<string, PlannedTerm['kind']> = { category: 'category', post_tag: 'tag' }

/** Menus, formats and what plugins order things by have no place here. */
export function isKept({ taxonomy }: WxrTerm): boolean {
  return taxonomy in KINDS
}

/** The categories and tags that the export declares, each after its parent. Of two with one slug the category stays. */
export function planTerms(survey: Survey): PlannedTerm[] {
  const terms = new Map<string, PlannedTerm>()
  const declared = [...survey.terms].sort((one, other) => Number(one.taxonomy !== 'category') - Number(other.taxonomy !== 'category'))
  for (const { taxonomy, slug: raw, name, description, parent } of declared) {
    const kind = KINDS[taxonomy]
    const slug = termSlug(raw, name)
    if (!kind || slug === '' || terms.has(slug)) continue
    terms.set(slug, { slug, kind, name: visibleWords(name) || slug, description: visibleWords(description), parentSlug: termSlug(parent, '') })
  }
  return parentsFirst(terms)
}

/** Those that are below each other in a circle lose one parent. */
function parentsFirst(terms: Map<string, PlannedTerm>): PlannedTerm[] {
  const ordered = new Set<PlannedTerm>()
  for (const term of terms.values()) {
    const line = new Set<PlannedTerm>()
    let above: PlannedTerm | undefined = term
    for (; above && !ordered.has(above) && !line.has(above); above = terms.get(above.parentSlug)) line.add(above)
    const upwards = [...line]
    const top = upwards.at(-1)
    if (top && above && line.has(above)) top.parentSlug = ''
    for (const each of upwards.reverse()) ordered.add(each)
  }
  return [...ordered]
}

/**
 * The categories and tags of an item. Exports of version 1.0 wrote each category once more by its bare name, which
 * counts only when it is not there already.
 */
export function termsOf(item: WxrItem): PlannedTerm[] {
  const terms = new Map<string, PlannedTerm>()
  for (const { taxonomy, slug: raw, name } of item.terms) {
    const kind = taxonomy === '' ? 'category' : KINDS[taxonomy]
    const slug = termSlug(raw, name)
    const isCopy = taxonomy === '' && item.terms.some((other) => other.taxonomy !== '' && other.name === name)
    if (!kind || slug === '' || isCopy || terms.has(slug)) continue
    terms.set(slug, { slug, kind, name: visibleWords(name) || slug, description: '', parentSlug: '' })
  }
  return [...terms.values()]
}

function termSlug(raw: string, name: string): string {
  const wanted = percentDecoded(raw) || visibleWords(name)
  return wanted.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 120)
}
