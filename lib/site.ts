/** What the site calls itself, in the header, in feeds and in mail. */
export const site = {
  name: 'Afterword',
  description: 'Essays on films, books and places, with conversations worth reading under every one.',
  /** The language of everything that is not an essay. */
  lang: 'en',
} as const
