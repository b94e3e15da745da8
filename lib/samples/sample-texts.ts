import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'

const openings = [
  'I saw it twice in one week, which I had not planned.',
  'The second half is where it got me.',
  'This is the reading I wish I had had on the way out of the cinema.',
  'I came here to disagree and find that I mostly cannot.',
  'Something small about the ending.',
  'We talked about this for a whole train ride.',
  'My copy has a different last page, so I went looking.',
  'I read the book long before, and it shows in what I noticed.',
  'What stays with me is the sound.',
  'I am not sure that the letter matters as much as you say.',
  'Thank you for naming the projectionist, nobody ever does.',
  'There is a scene that I keep coming back to.',
]

const middles = [
  'Look at the *window* in the first minutes: it is open in one shot and shut in the next, and nobody in the room has moved.',
  'The camera waits a little longer than is polite, and that is the whole argument.',
  'She never answers the question, she only repeats it more quietly.',
  'I would have cut it there, and I would have been wrong.',
  'The translation says “home” where the original says “the house”, which is not the same thing at all.',
  'If you watch his hands you know an hour before he does.',
  'It is a film about waiting that refuses to make waiting beautiful.',
  'The music stops exactly once, and it is not where you think.',
  'For me the joke carries more weight than the speech after it.',
  'An early draft, they say, ended at the station.',
  'Nobody in it is ever in a hurry except the one person with time.',
  'The chapter about the lake reads like a letter that was never sent.',
  'I counted the chairs, and there is one too many from the beginning.',
  'It asks for patience and pays it back with interest.',
  'The colour goes out of it so slowly that I only noticed when it came back.',
  'There is a whole essay in what the children are allowed to know.',
]

const closings = [
  'I may be alone in this.',
  'Has anybody seen the longer version?',
  'That is all, and it is more than I expected.',
  'I would like to be shown wrong.',
  'It is worth a second look.',
  'Curious what the others think.',
  'I will read it again with this in mind.',
  'Perhaps that is the point.',
]

/** What readers point to, now and then. */
const readersHosts = ['film-archive.example', 'letters.example', 'www.catalogue.example', 'open-shelves.example']
const advertisersHosts = ['lucky-reels.example', 'essay-help.example', 'cheap-frames.example']
const adverts = [
  'Great post, I found the same at a very good price.',
  'This helped me so much, everybody should know about it.',
  'My cousin earns more than his director since he reads this.',
  'For all who liked the essay there is more of it here.',
]

/** Words that a site may want to hold texts for; samples have findings that name them. */
const heldWords = ['casino bonus', 'replica watches', 'free followers']

const headings = ['The room', 'What is not said', 'A question of distance', 'The last reel', 'Afterwards']
const titleBeginnings = ['The patience of', 'A second look at', 'Notes on', 'In praise of', 'What remains of', 'The quiet of', 'Against', 'Letters about']
const titleEndings = ['empty rooms', 'slow endings', 'the night train', 'borrowed light', 'unfinished maps', 'small weather', 'winter gardens', 'open windows']

/** The Markdown of a comment, one to three paragraphs. */
export function sampleComment(random: Random): string {
  const paragraphs = [[pick(random, openings), pick(random, middles)].join(' ')]
  while (paragraphs.length < 3 && random() < 0.4) paragraphs.push([pick(random, middles), pick(random, middles)].join(' '))
  if (random() < 0.5) paragraphs.push(pick(random, closings))
  return paragraphs.join('\n\n')
}

/** A text with its links and the words that a list would hold it for. */
export type PointedText = { source: string; links: string[]; words: string[] }

/** A comment that points to something worth reading. */
export function sampleWithLink(random: Random): PointedText {
  const link = `https://${pick(random, readersHosts)}/${pick(random, ['notes', 'stills', 'letters', 'reviews'])}/${Math.floor(random() * 1000)}`
  return { source: `${sampleComment(random)}\n\nThere is more about it [over here](${link}).`, links: [link], words: [] }
}

/** Advertising: one to six links to one host, often with a word from the list. */
export function sampleAdvert(random: Random): PointedText {
  const host = pick(random, advertisersHosts)
  const links = Array.from({ length: random() < 0.2 ? 6 : 1 + Math.floor(random() * 2) }, () => `https://${host}/offer/${Math.floor(random() * 10_000)}`)
  const words = random() < 0.6 ? [pick(random, heldWords)] : []
  const praise = words.length > 0 ? [`Ask for the ${words.join()}.`] : []
  return { source: [pick(random, adverts), ...praise, ...links.map((link, index) => `[Look here${index || ''}](${link})`)].join(' '), links, words }
}

/** Title and Markdown of an essay of some 800 words. Titles repeat; addresses are told apart by their number. */
export function sampleEssay(random: Random): { title: string; body: string } {
  const sections = headings.map((heading) => [`## ${heading}`, ...Array.from({ length: 3 }, () => sampleParagraph(random))].join('\n\n'))
  return { title: `${pick(random, titleBeginnings)} ${pick(random, titleEndings)}`, body: sections.join('\n\n') }
}

function sampleParagraph(random: Random): string {
  return [pick(random, openings), ...Array.from({ length: 3 }, () => pick(random, middles)), pick(random, closings)].join(' ')
}
