import { fiveMilesAnHour } from './conversations/five-miles-an-hour.ts'
import { inDefenceOfMrCasaubon } from './conversations/in-defence-of-mr-casaubon.ts'
import { theBookNextToIt } from './conversations/the-book-next-to-it.ts'
import { theLineThatIsNotThere } from './conversations/the-line-that-is-not-there.ts'
import { theSwallowsHeCouldNotGiveUp } from './conversations/the-swallows-he-could-not-give-up.ts'
import type { DemoPerson, DemoPost, DemoSeries, DemoWork } from './shape.ts'
import { middlemarch } from './works/middlemarch.ts'
import { theGleanersAndI } from './works/the-gleaners-and-i.ts'
import { theStraightStory } from './works/the-straight-story.ts'

/** Everybody in the demo. The first seven are the cast that tests and pictures share. */
export const people: DemoPerson[] = [
  {
    handle: 'ada', name: 'Ada Fenwick', email: 'ada@example.org', role: 'author', pronouns: 'she/her', joinedDaysAgo: 420,
    biography: 'Ada Fenwick was a cinema projectionist in the north-east for nineteen years, and has written about films ever since somebody automated her. She is the author of *Second Billing*, on the art of the supporting part, and makes the radio series *Reel Change* with her sister.',
    website: 'https://ada-fenwick.example',
  },
  {
    handle: 'mo', name: 'Mo Rahimi', email: 'mo@example.org', role: 'moderator', pronouns: 'he/him', joinedDaysAgo: 410,
    biography: 'Reads everything here before you do. By day he teaches chemistry.',
  },
  {
    handle: 'noor', name: 'Noor Siddiqui', email: 'noor@example.org', role: 'moderator', pronouns: 'she/her', joinedDaysAgo: 380,
    biography: 'Looks after the conversations with Mo, mostly in the evenings. Was a sub-editor, and can’t stop.',
  },
  { handle: 'rae', name: 'Rae Pettifer', email: 'rae@example.org', role: 'reader', pronouns: 'she/they', joinedDaysAgo: 264 },
  { handle: 'nia', name: 'Nia Prosser', email: 'nia@example.org', role: 'reader', joinedDaysAgo: 0.1 },
  {
    handle: 'sol', name: 'Sol Bexley', email: 'sol@example.org', role: 'reader', joinedDaysAgo: 202,
    suspendedReason: 'Three remarks about other people here, after two warnings. Welcome back when the month is over.',
    suspendedDaysAgo: 23,
  },
  { handle: 'ida', name: 'Ida Thorsen', email: 'ida@example.org', role: 'administrator', pronouns: 'she/her', joinedDaysAgo: 430 },
  {
    handle: 'hester', name: 'Hester Quaife', email: 'hester@example.org', role: 'author', pronouns: 'she/her', joinedDaysAgo: 402,
    biography: 'Hester Quaife catalogued books in a university library for thirty-one years and is now allowed to read them. She wrote *See Also: A Life in Cross-References*, and edits the newsletter of a society for indexers.',
    website: 'https://see-also.example',
  },
  {
    handle: 'kit', name: 'Kit Aldous', email: 'kit@example.org', role: 'author', pronouns: 'they/them', joinedDaysAgo: 318,
    biography: 'Kit Aldous walks, and writes about it afterwards. They lead a walking group in Teesdale, draw maps for other people’s books, and have made three small pamphlets about one river.',
  },
  { handle: 'margaret', name: 'Margaret Dunne', email: 'margaret@example.org', role: 'reader', joinedDaysAgo: 241 },
  { handle: 'gwil', name: 'Gwilym Parry', email: 'gwil@example.org', role: 'reader', pronouns: 'he/him', joinedDaysAgo: 233 },
  {
    handle: 'beatriz', name: 'Beatriz Nogueira', email: 'beatriz@example.org', role: 'reader', pronouns: 'she/her', joinedDaysAgo: 219,
    biography: 'Municipal archivist. I answer slowly.',
  },
  { handle: 'yuki', name: 'Yuki Tanabe', email: 'yuki@example.org', role: 'reader', joinedDaysAgo: 208 },
  { handle: 'tunde', name: 'Tunde Balogun', email: 'tunde@example.org', role: 'reader', pronouns: 'he/him', joinedDaysAgo: 131 },
  { handle: 'hana', name: 'Hana Novotná', email: 'hana@example.org', role: 'reader', joinedDaysAgo: 97, website: 'https://novotna-housle.example' },
  { handle: 'earl', name: 'Earl Hostetler', email: 'earl@example.org', role: 'reader', joinedDaysAgo: 88 },
  { handle: 'callum', name: 'Callum Reid', email: 'callum@example.org', role: 'reader', joinedDaysAgo: 54 },
  { handle: 'joost', name: 'Joost Verhagen', email: 'joost@example.org', role: 'reader', pronouns: 'he/him', joinedDaysAgo: 29 },
  { handle: 'denis', name: 'Denis Harkin', email: 'denis@example.org', role: 'reader', joinedDaysAgo: 9 },
  { handle: 'lester', name: 'Lester Quick', email: 'lester@example.org', role: 'reader', joinedDaysAgo: 1.5, website: 'https://essays-by-night.example',
    teamNote: { by: 'noor', text: 'The same thanks under every essay, then an advertisement the day after. Worth a look at the links before approving.', daysAgo: 0.8 } },
]

/** Six published essays from the newest to the oldest, one that is scheduled and one draft. */
export const posts: DemoPost[] = [
  {
    slug: 'five-miles-an-hour', file: 'five-miles-an-hour.md', author: 'ada',
    title: 'Five miles an hour: what The Straight Story knows about saying sorry',
    standfirst: 'David Lynch’s gentlest film is about an old man, a lawn mower and a brother. It is also the most practical film I know on how to end a quarrel.',
    tags: [
      { slug: 'film', name: 'Film' },
      { slug: 'families', name: 'Families' },
      { slug: 'growing-old', name: 'Growing old' },
    ],
    contentNotes: [
      { topic: 'war', degree: 'mentioned' },
      { topic: 'children taken into care', degree: 'mentioned' },
      { topic: 'how the film ends', degree: 'discussed' },
    ],
    works: [{ work: 'The Straight Story', role: 'review', rating: '5', scale: '5' }],
    state: 'published', publishedDaysAgo: 5, commentsOpen: true,
    conversation: fiveMilesAnHour,
  },
  {
    slug: 'the-swallows-he-could-not-give-up', file: 'the-swallows-he-could-not-give-up.md', author: 'kit',
    title: 'The swallows he could not give up',
    standfirst: 'Gilbert White watched one Hampshire parish for forty years and got the great question of his life wrong. His mistake is the best thing in the book.',
    tags: [
      { slug: 'books', name: 'Books' },
      { slug: 'attention', name: 'Attention' },
      { slug: 'birds', name: 'Birds' },
    ],
    state: 'published', publishedDaysAgo: 12, commentsOpen: true,
    conversation: theSwallowsHeCouldNotGiveUp,
  },
  {
    slug: 'the-line-that-is-not-there', file: 'the-line-that-is-not-there.md', author: 'kit',
    title: 'The line that is not there',
    standfirst: 'In 1774 a party of astronomers went up a Perthshire mountain to weigh the world. To finish the sum somebody had to draw a line that no one could see, and I have tried to walk along it.',
    tags: [
      { slug: 'maps', name: 'Maps' },
      { slug: 'walking', name: 'Walking' },
      { slug: 'attention', name: 'Attention' },
    ],
    state: 'published', publishedDaysAgo: 26, commentsOpen: true,
    updateNote: {
      kind: 'clarification', daysAgo: 25,
      text: 'This essay first said that nobody had drawn a line of equal height before Charles Hutton. Dutch surveyors had been drawing lines of equal *depth* for most of two centuries, and a map of Modena of 1746 has contours on dry land. The paragraph has been rewritten, with thanks to Joost Verhagen.',
    },
    conversation: theLineThatIsNotThere,
  },
  {
    slug: 'the-book-next-to-it', file: 'the-book-next-to-it.md', author: 'hester',
    title: 'The book next to it',
    standfirst: 'A book can stand in only one place, and somebody has to decide what will be standing beside it. I was that somebody for thirty-one years.',
    tags: [
      { slug: 'libraries', name: 'Libraries' },
      { slug: 'books', name: 'Books' },
      { slug: 'attention', name: 'Attention' },
    ],
    state: 'published', publishedDaysAgo: 63, commentsOpen: true,
    updateNote: {
      kind: 'correction', daysAgo: 62,
      text: 'An earlier version called Clerkenwell the first public lending library in Britain to open its shelves. Gwilym Parry points out that the Free Library at Truro had been doing so for eight years, as James Duff Brown himself admits on the last page of the paper that I was citing.',
    },
    conversation: theBookNextToIt,
  },
  {
    slug: 'agnes-varda-bends-down', file: 'agnes-varda-bends-down.md', author: 'ada',
    title: 'Agnès Varda bends down',
    standfirst: 'The Gleaners and I contains a minute that any other director would have wiped. I would like to defend it, by way of potatoes.',
    tags: [
      { slug: 'film', name: 'Film' },
      { slug: 'attention', name: 'Attention' },
    ],
    contentNotes: [{ topic: 'poverty', degree: 'discussed' }],
    works: [{ work: 'The Gleaners and I', role: 'about' }],
    state: 'published', publishedDaysAgo: 104, commentsOpen: true,
    conversation: [],
  },
  {
    slug: 'in-defence-of-mr-casaubon', file: 'in-defence-of-mr-casaubon.md', author: 'hester',
    title: 'In defence of Mr Casaubon',
    standfirst: 'Everybody shudders at the dry old scholar of Middlemarch. The author did not, and neither do I, who have had forty of him across my desk.',
    tags: [
      { slug: 'books', name: 'Books' },
      { slug: 'libraries', name: 'Libraries' },
      { slug: 'unfinished-work', name: 'Unfinished work' },
    ],
    contentNotes: [{ topic: 'death', degree: 'discussed' }],
    works: [{ work: 'Middlemarch', role: 'about' }],
    state: 'published', publishedDaysAgo: 188, commentsOpen: false,
    conversation: inDefenceOfMrCasaubon,
  },
  {
    slug: 'errata', file: 'errata.md', author: 'hester',
    title: 'Errata',
    standfirst: 'On the only kind of writing that has no style, and what became of it.',
    tags: [
      { slug: 'books', name: 'Books' },
      { slug: 'libraries', name: 'Libraries' },
    ],
    state: 'scheduled', inDays: 3,
  },
  {
    slug: 'films-in-waiting-rooms', file: 'films-in-waiting-rooms.md', author: 'ada',
    title: 'Films in waiting rooms',
    standfirst: 'Notes. Needs an ending.',
    tags: [
      { slug: 'film', name: 'Film' },
      { slug: 'attention', name: 'Attention' },
    ],
    state: 'draft',
  },
]

/** The third part is the scheduled essay: the series grows by itself when its day comes. */
export const series: DemoSeries[] = [
  {
    title: 'Notes from the catalogue',
    description: 'Thirty-one years of deciding where things stand, in essays: on a scholar who never finished, on the book next to the one you came for, and on the small print of being wrong.',
    by: 'hester', madeDaysAgo: 62.5,
    parts: ['in-defence-of-mr-casaubon', 'the-book-next-to-it', 'errata'],
  },
]

/** Two films and a book that essays here are about. */
export const works: DemoWork[] = [theStraightStory, theGleanersAndI, middlemarch]
