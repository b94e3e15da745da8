// Texts that are short to write and long to read: each pulls at another place of a parser that goes back, nests, counts or compares.

const repeated = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)

/** Every one of them, of about so many characters. */
export function hardTexts(length: number): [what: string, text: string][] {
  const half = Math.floor(length / 2)
  return [
    ['brackets', '['.repeat(length)], ['brackets that close', repeated('[', half) + repeated(']', half)], ['links within links', repeated('[a](', length)], ['links without end', repeated('[a](b "', length)], ['links with brackets', `[a](${repeated('(', length - 4)}`], ['references', repeated('[a][b]', length)],
    ['names of references', Array.from({ length: Math.ceil(length / 12) }, (_, at) => `[r${at}]: /x`).join('\n').slice(0, length)], ['images in images', repeated('![', length)], ['stars', '*'.repeat(length)], ['stars apart', repeated('*a ', length)], ['stars and lines', repeated('*a_b', length)], ['lines', repeated('_a', length)],
    ['three of each', repeated('***a**b*', length)], ['waves', repeated('~~a~', length)], ['backticks', '`'.repeat(length)], ['backticks of all lengths', Array.from({ length: Math.ceil(Math.sqrt(2 * length)) }, (_, at) => '`'.repeat(at)).join('a').slice(0, length)], ['quotes', '>'.repeat(length)],
    ['quotes on many lines', repeated('> > > > > > > > > a\n', length)], ['quotes and lists', repeated('> - > - > - a\n', length)], ['lists that go in', Array.from({ length: Math.ceil(Math.sqrt(length)) }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n').slice(0, length)], ['numbers of lists', repeated('1) a\n2. b\n', length)],
    ['a wide table', `${repeated('|', half / 3)}\n${repeated('|-', half / 3)}\n${repeated('|', half / 3)}`], ['a long table', `a|b\n-|-\n${repeated('x|y\n', length)}`], ['tables that begin', repeated('a|b\n-|-\n\n', length)], ['notes', repeated('[^a]', length - 10) + '\n\n[^a]: x'], ['notes in notes', repeated('^[', length)],
    ['many notes', Array.from({ length: Math.ceil(length / 24) }, (_, at) => `[^${at}]\n\n[^${at}]: [^${at + 1}]`).join('\n').slice(0, length)], ['angles', '<'.repeat(length)], ['tags', repeated('<a ', length)], ['tags with quotes', repeated('<a x="', length)], ['comments', repeated('<!--', length)], ['declarations', repeated('<!A ', length)],
    ['addresses', `http://${repeated('a.', length)}`], ['many addresses', repeated('http://a.b ', length)], ['addresses of mail', repeated('a@', length)], ['entities', repeated('&amp', length)], ['ampersands', '&'.repeat(length)], ['strokes', '\\'.repeat(length)], ['empty lines', `a${'\n'.repeat(length)}b`], ['spaces', `a${' '.repeat(length)}b`],
    ['spaces at line ends', repeated('a   \n', length)], ['tabs', `\t${repeated('\t', length)}a`], ['fences', repeated('```\n', length)], ['fences of all lengths', Array.from({ length: Math.ceil(Math.sqrt(2 * length)) }, (_, at) => `${'~'.repeat(at + 3)}a`).join('\n').slice(0, length)], ['headings', repeated('# a\n', length)],
    ['lines below', repeated('a\n-\n', length)], ['bars', repeated('||a ', length)], ['bars that close', repeated('||a||', length)], ['passages', repeated(':::spoiler\n', length)], ['passages of all lengths', Array.from({ length: Math.ceil(Math.sqrt(2 * length)) }, (_, at) => `${':'.repeat(at + 3)}spoiler`).join('\n').slice(0, length)],
    ['marks on a letter', `a${'\u0301'.repeat(length)}`], ['directions', '\u202e'.repeat(length - 1) + 'a'], ['one word', 'a'.repeat(length)], ['words of one letter', repeated('\u4e00 ', length)], ['names of people', repeated('@ada ', length)],
  ]
}
