import type { ReactNode } from 'react'
import { describeColours } from '#app/_web/describe-colours.ts'
import type { PageWords } from '#app/_web/describe-page.ts'
import type { BuiltParts, DrawnFile } from '#lib/http/documents/drawing.ts'
import { site } from '#lib/site.ts'
import type { Theme } from '#lib/themes.ts'
import { HeadWords } from './head-words.tsx'

type Props = { built: BuiltParts; file: DrawnFile; theme: Theme; words: PageWords; children: ReactNode }

/** A whole page, as the layout and the framework make it around what stands in it. */
export function DrawnDocument({ built: { styles, icon }, file, theme, words, children }: Props) {
  const { colorScheme, themeColor } = describeColours(theme)
  return (
    <html lang={site.lang} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {styles[file].map((style) => <link key={style} rel="stylesheet" href={style} precedence="next" />)}
        {themeColor.map(({ media, color }) => <meta key={media} name="theme-color" content={color} media={media} />)}
        <meta name="color-scheme" content={colorScheme} />
        <HeadWords {...words} />
        <link rel="icon" href={icon} sizes="any" type="image/svg+xml" />
      </head>
      <body>
        <div hidden />
        {children}
      </body>
    </html>
  )
}
