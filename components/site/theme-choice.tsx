import { ThemeAtOnce } from '#components/site/theme-at-once.tsx'
import { Button } from '#components/ui/button.tsx'
import { themes } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'

const words: Record<Theme, string> = { light: 'Light', dark: 'Dark', system: 'As the device' }

/**
 * In which colours to read: a form to a fixed address. Which one is chosen is said by the style sheet, from what the document's
 * element says, so that the same page serves everybody.
 */
export function ThemeChoice() {
  return (
    <form className="theme-choice" id="colours" action="/theme" method="post" aria-label="Colours">
      <span aria-hidden="true">Colours</span>
      {themes.map((theme) => (
        <Button key={theme} look="text" name="theme" value={theme}>
          {words[theme]}
          <span className="theme-chosen"> (chosen)</span>
        </Button>
      ))}
      <ThemeAtOnce />
    </form>
  )
}
