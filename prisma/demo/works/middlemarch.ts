import type { DemoWork } from '../shape.ts'

const first = 'The first edition, in eight parts'

/** The novel with the dry old scholar in it. */
export const middlemarch: DemoWork = {
  title: 'Middlemarch',
  proposals: [
    {
      by: 'hester', daysAgo: 340, decidedBy: 'mo', hoursToDecision: 4, comment: 'From the copy that I catalogued, which wanted its last part.',
      facts: [
        { key: 'kind', now: 'book', source: '' },
        { key: 'title', now: 'Middlemarch', source: first },
        { key: 'otherTitles/subtitle', now: { title: 'A Study of Provincial Life', note: 'subtitle' }, source: first },
        { key: 'credits/eliot000', now: { role: 'author', name: 'George Eliot', as: 'the pen name of Mary Ann Evans', page: 'https://en.wikipedia.org/wiki/George_Eliot', place: 0 }, source: first },
        { key: 'credits/blackwoo', now: { role: 'publisher', name: 'William Blackwood and Sons', as: '', page: '', place: 0 }, source: first },
        { key: 'releases/first000', now: { date: '1871-12', place: 'Edinburgh and London', event: 'the first of eight parts' }, source: first },
        { key: 'releases/last0000', now: { date: '1872-12', place: 'Edinburgh and London', event: 'the last' }, source: first },
        { key: 'genres/novel000', now: { name: 'Novel', place: 0 }, source: first },
        { key: 'countries/unitedki', now: { name: 'United Kingdom', place: 0 }, source: first },
        { key: 'languages/english0', now: { name: 'English', place: 0 }, source: first },
        { key: 'identifiers/isbn0000', now: { scheme: 'isbn', value: '9780141439549' }, source: 'The Penguin Classics edition of 2003' },
        {
          key: 'synopses/outline0', source: '',
          now: {
            kind: 'outline', lang: 'en', credit: '', place: 0,
            text: 'In a Midlands town on the eve of reform a young woman who wants to be of use marries a scholar, a young doctor who wants to be of use marries a beauty, and the town looks on.',
          },
        },
      ],
    },
    {
      by: 'gwil', daysAgo: 180, decidedBy: 'noor', hoursToDecision: 20, comment: '',
      facts: [{
        key: 'synopses/summary0', source: '',
        now: {
          kind: 'summary', lang: 'en', credit: '', place: 0,
          text: [
            'Dorothea Brooke is nineteen, has money, and is looking for something large to give herself to. She takes the Reverend Edward Casaubon for it, who is past forty-five and has been at work for decades on a Key to all Mythologies. Tertius Lydgate comes to the same town with new ideas about fever and not enough thought for furniture.',
            'Around these two marriages stands everybody else: a banker with a past, an heir without prospects, a land agent who is right about nearly everything, a dying man with two wills. It takes three years, from 1829 to the Reform Bill, and its author is fair to all of them, which is the remarkable thing.',
          ].join('\n\n'),
        },
      }],
    },
    {
      by: 'tunde', daysAgo: 33, decidedBy: 'noor', hoursToDecision: 8, verdict: 'return',
      reason: { code: 'spoiler', note: 'An outline must not tell who inherits. Could you stop a sentence earlier?' },
      comment: 'Shorter than the one that is there.',
      facts: [{
        key: 'synopses/outline1', source: '',
        now: { kind: 'outline', lang: 'en', credit: '', place: 1, text: 'A clever young woman marries an old scholar to help him with his book, and finds that there is no book. When he dies his will forbids her the one man she likes.' },
      }],
    },
    {
      by: 'margaret', daysAgo: 0.4,
      comment: 'It came out again in one volume, and that is the text that nearly everybody has read since.',
      facts: [{ key: 'releases/onevolum', now: { date: '1874', place: 'Edinburgh and London', event: 'in one volume, corrected' }, source: 'The preface of the Clarendon edition' }],
    },
  ],
}
