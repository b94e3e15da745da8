import type { DemoWork } from '../shape.ts'

const titles = 'The titles of the film'
const imdb = 'https://www.imdb.com/title/tt0247380/'

/** A film about those who bend down for what others leave. */
export const theGleanersAndI: DemoWork = {
  title: 'The Gleaners and I',
  proposals: [
    {
      by: 'ada', daysAgo: 230, decidedBy: 'noor', hoursToDecision: 11, comment: '',
      facts: [
        { key: 'kind', now: 'film', source: '' },
        { key: 'title', now: 'The Gleaners and I', source: 'Its title in Britain and America' },
        { key: 'originalTitle', now: 'Les Glaneurs et la Glaneuse', source: titles },
        { key: 'credits/varda000', now: { role: 'director', name: 'Agnès Varda', as: '', page: 'https://en.wikipedia.org/wiki/Agn%C3%A8s_Varda', place: 0 }, source: titles },
        { key: 'credits/varda001', now: { role: 'narrator', name: 'Agnès Varda', as: '', page: '', place: 0 }, source: titles },
        { key: 'credits/cinetama', now: { role: 'studio', name: 'Ciné-Tamaris', as: '', page: '', place: 0 }, source: titles },
        { key: 'releases/france00', now: { date: '2000-07-07', place: 'France', event: '' }, source: imdb },
        { key: 'runningTimes/minutes0', now: { minutes: 82, version: '' }, source: titles },
        { key: 'genres/document', now: { name: 'Documentary', place: 0 }, source: imdb },
        { key: 'countries/france00', now: { name: 'France', place: 0 }, source: titles },
        { key: 'languages/french00', now: { name: 'French', place: 0 }, source: titles },
        { key: 'identifiers/imdb0000', now: { scheme: 'imdb', value: 'tt0247380' }, source: imdb },
        {
          key: 'synopses/outline0', source: '',
          now: {
            kind: 'outline', lang: 'en', credit: '', place: 0,
            text: 'With a camera that fits into one hand, Agnès Varda goes looking for people who live on what is left behind, in fields, markets and bins, and finds that she is one of them.',
          },
        },
      ],
    },
    {
      by: 'beatriz', daysAgo: 171, decidedBy: 'noor', hoursToDecision: 7,
      comment: 'The film begins with a dictionary and the law; somebody who has not seen it might like to know that it is funny.',
      facts: [{
        key: 'synopses/summary0', source: '',
        now: {
          kind: 'summary', lang: 'en', credit: '', place: 0,
          text: [
            'To glean is to gather what the harvest left. Varda starts from a painting of three women who do it and drives through France to see who still does: people in potato fields and orchards, along the shore after the tide, behind shops and at the end of markets. Some have to, some want to, some do it because their mothers did. A lawyer in his robe explains, among cabbages, what the law has to say.',
            'Between these meetings she films what comes her way, her own hand among it, and the spots on it. What she picks up is pictures.',
          ].join('\n\n'),
        },
      }],
    },
    {
      by: 'yuki', daysAgo: 122, decidedBy: 'mo', hoursToDecision: 26,
      comment: 'She went back two years later to see how everybody was. It is a film of its own, so I put here only what it is called.',
      facts: [{ key: 'otherTitles/later000', now: { title: 'Deux ans après', note: 'What she filmed two years later' }, source: titles }],
      laterLeftOut: { by: 'ada', daysAgo: 120, decidedBy: 'noor', comment: 'A sequel is not another title. It should have a page of its own.' },
    },
    {
      by: 'rae', daysAgo: 0.9,
      comment: 'The festival’s own pages have it, out of competition, in the May before it opened.',
      facts: [{ key: 'releases/cannes00', now: { date: '2000-05', place: '', event: 'Cannes, out of competition' }, source: 'https://www.festival-cannes.com/' }],
    },
  ],
}
