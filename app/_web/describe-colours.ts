import { papers } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'

/** What the head of a page says of its colours: which it has, and that of the paper, by what the device wants. */
export function describeColours(theme: Theme) {
  return {
    colorScheme: theme === 'system' ? 'light dark' as const : theme,
    themeColor: (['light', 'dark'] as const).map((scheme) => ({
      media: `(prefers-color-scheme: ${scheme})`,
      color: papers[theme === 'system' ? scheme : theme],
    })),
  }
}
