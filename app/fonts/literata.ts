import localFont from 'next/font/local'

/** Roman and italic of one family. Next adds a fallback cut to its metrics, so nothing moves when the face arrives. */
export const literata = localFont({
  src: [
    { path: './literata-roman.woff2', style: 'normal', weight: '400 700' },
    { path: './literata-italic.woff2', style: 'italic', weight: '400 700' },
  ],
  variable: '--font-literata',
  display: 'swap',
  adjustFontFallback: 'Times New Roman',
})

/** Latin Extended: Polish, Turkish, Welsh names. Fetched only where a page has such a letter. */
export const literataExtended = localFont({
  src: [
    { path: './literata-extended-roman.woff2', style: 'normal', weight: '400 700' },
    { path: './literata-extended-italic.woff2', style: 'italic', weight: '400 700' },
  ],
  variable: '--font-literata-extended',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+100-2BA, U+2BD-2C5, U+2C7-2CC, U+2CE-2D7, U+2DD-2FF, U+304, U+308, U+329, U+1E00-1EFF, U+2020, U+20A0-20C0, U+2113',
    },
  ],
})
