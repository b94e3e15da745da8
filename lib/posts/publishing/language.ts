import { z } from 'zod'

/** The languages that essays are mostly written in. Any other is named by its code. */
const usual = ['en', 'ar', 'cs', 'da', 'de', 'el', 'es', 'fi', 'fr', 'he', 'hu', 'it', 'ja', 'ko', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sv', 'tr', 'uk', 'zh'] as const

/** Longer ones name no language that anybody writes in. */
const longestCode = 35

/** What a code calls: `de-AT` is `Austrian German`; the code itself where it has no name that is known. */
export function sayLanguage(code: string): string {
  return new Intl.DisplayNames('en-GB', { type: 'language' }).of(code) ?? code
}

/** The languages to choose from, with the one that is chosen, by their names. */
export function listLanguages(chosen: string): { value: string; label: string }[] {
  const codes = [...new Set<string>([...usual, chosen])].filter((code) => readLanguage(code) !== null || code === chosen)
  return codes.map((value) => ({ value, label: readLanguage(value) === null ? value : sayLanguage(value) })).toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
}

/**
 * A language by its code, in its proper writing: `DE-at` is `de-AT` (BCP 47). Null for what is no such code, carries more than language, script,
 * region and variant, or begins with neither three letters nor two that are a language.
 */
export function readLanguage(code: string): string | null {
  if (code.length > longestCode) return null
  try {
    const [written] = Intl.getCanonicalLocales(code.replaceAll('_', '-'))
    const { language, baseName } = new Intl.Locale(written ?? '')
    if (written !== baseName) return null
    return language.length === 3 || (language.length === 2 && sayLanguage(language) !== language) ? baseName : null
  } catch {
    return null
  }
}

/** The language of an essay, from outside; empty for none that is said. */
export const languageField = z.string().trim().default('').transform((code, context) => {
  const lang = code === '' ? '' : readLanguage(code)
  if (lang !== null) return lang
  context.addIssue({ code: 'custom', message: `“${code.slice(0, longestCode)}” is the code of no language that we know. German is de, Brazilian Portuguese pt-BR.` })
  return z.NEVER
})
