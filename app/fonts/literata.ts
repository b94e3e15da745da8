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
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,' +
        'U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})
