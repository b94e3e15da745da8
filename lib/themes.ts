/** Light, dark, or as the device says. */
export const themes = ['light', 'dark', 'system'] as const

export type Theme = (typeof themes)[number]

/** Holds what somebody chose; not there while the device decides. */
export const themeCookie = 'afterword_theme'

/** What a cookie or a form says, if it says something that there is. */
export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** The paper of each, as in app/styles/tokens.css: what stands around a page in the browser takes its colour. */
export const papers = { light: '#fdfcf9', dark: '#161513' } as const
