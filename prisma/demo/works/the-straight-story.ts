import type { DemoWork } from '../shape.ts'

const titles = 'The end titles of the film'
const imdb = 'https://www.imdb.com/title/tt0166896/'

/** Shot along the route that Alvin Straight took, in the order in which he took it. */
export const theStraightStory: DemoWork = {
  title: 'The Straight Story',
  proposals: [
    {
      by: 'ada', daysAgo: 361, decidedBy: 'mo', hoursToDecision: 5,
      comment: 'I have projected it often enough to know the titles by heart. The festival and the release are from the catalogue.',
      facts: [
        { key: 'kind', now: 'film', source: '' },
        { key: 'title', now: 'The Straight Story', source: titles },
        { key: 'credits/lynch000', now: { role: 'director', name: 'David Lynch', as: '', page: 'https://en.wikipedia.org/wiki/David_Lynch', place: 0 }, source: titles },
        { key: 'credits/roach000', now: { role: 'screenplay', name: 'John Roach', as: '', page: '', place: 0 }, source: titles },
        { key: 'credits/sweeney0', now: { role: 'screenplay', name: 'Mary Sweeney', as: '', page: '', place: 1 }, source: titles },
        { key: 'credits/farnswor', now: { role: 'cast', name: 'Richard Farnsworth', as: 'Alvin Straight', page: '', place: 0 }, source: titles },
        { key: 'credits/spacek00', now: { role: 'cast', name: 'Sissy Spacek', as: 'Rose Straight', page: '', place: 1 }, source: titles },
        { key: 'credits/stanton0', now: { role: 'cast', name: 'Harry Dean Stanton', as: 'Lyle Straight', page: '', place: 2 }, source: titles },
        { key: 'credits/francis0', now: { role: 'photography', name: 'Freddie Francis', as: '', page: '', place: 0 }, source: titles },
        { key: 'credits/badalame', now: { role: 'music', name: 'Angelo Badalamenti', as: '', page: '', place: 0 }, source: titles },
        { key: 'releases/cannes00', now: { date: '1999-05-21', place: '', event: 'Cannes, in competition' }, source: 'https://www.festival-cannes.com/' },
        { key: 'releases/america0', now: { date: '1999-10-15', place: 'United States', event: '' }, source: imdb },
        { key: 'runningTimes/minutes0', now: { minutes: 112, version: '' }, source: titles },
        { key: 'genres/drama000', now: { name: 'Drama', place: 0 }, source: imdb },
        { key: 'countries/unitedst', now: { name: 'United States', place: 0 }, source: titles },
        { key: 'countries/france00', now: { name: 'France', place: 1 }, source: titles },
        { key: 'countries/unitedki', now: { name: 'United Kingdom', place: 2 }, source: titles },
        { key: 'languages/english0', now: { name: 'English', place: 0 }, source: titles },
        { key: 'ratings/unitedst', now: { country: 'United States', rating: 'G', reason: '' }, source: imdb },
        { key: 'ratings/unitedki', now: { country: 'United Kingdom', rating: 'U', reason: '' }, source: 'https://www.bbfc.co.uk/' },
        { key: 'identifiers/imdb0000', now: { scheme: 'imdb', value: 'tt0166896' }, source: imdb },
        {
          key: 'synopses/outline0', source: '',
          now: {
            kind: 'outline', lang: 'en', credit: '', place: 0,
            text: 'An old man who may no longer drive hears that his brother has had a stroke, hitches a trailer to a lawn mower, and sets off across Iowa to end a quarrel of ten years.',
          },
        },
      ],
    },
    {
      by: 'margaret', daysAgo: 198, decidedBy: 'noor', hoursToDecision: 3,
      comment: 'The French showed it under another name, and knew the month.',
      facts: [
        { key: 'otherTitles/french00', now: { title: 'Une histoire vraie', note: 'France' }, source: 'The poster of the French release' },
        { key: 'releases/france00', now: { date: '1999-11', place: 'France', event: '' }, source: 'The poster of the French release' },
      ],
    },
    {
      by: 'rae', daysAgo: 150, decidedBy: 'mo', hoursToDecision: 9, comment: '',
      facts: [{
        key: 'synopses/summary0', source: '',
        now: {
          kind: 'summary', lang: 'en', credit: '', place: 0,
          text: [
            'Alvin Straight is seventy-three, walks on two sticks, and lives in Laurens, Iowa, with his grown-up daughter. When word comes that his brother Lyle has had a stroke, he decides to visit him. They have not spoken for ten years. He has no licence, will not be driven, and cannot see well enough for a car, which leaves the lawn mower.',
            'The film goes as fast as he does. On the way he is passed by cyclists, kept company by a girl who has run away, put up in a back garden while the mower is mended, and told things by strangers that they had not told anybody. What he says to them, by one camp fire or another, is most of what he has to say to his brother.',
          ].join('\n\n'),
        },
      }],
    },
    {
      by: 'gwil', daysAgo: 96, decidedBy: 'mo', hoursToDecision: 30,
      comment: 'For those who want to know how it ends before they sit down, as my wife does.',
      facts: [{
        key: 'synopses/whole000', source: '',
        now: {
          kind: 'full', lang: 'en', credit: '', place: 0,
          text: [
            'Alvin falls on his kitchen floor and is told by his doctor to give up cigars and take a walking frame. He takes a second stick. When Lyle has his stroke, Alvin builds a trailer and leaves Laurens behind a mower that dies after a few miles. He is brought home, shoots it, and buys a John Deere of 1966 that does not.',
            'On the road he meets a pregnant girl who has left her family, and tells her about a bundle of sticks; a woman whose car has killed a deer, not her first; a troop of young cyclists. Down a long hill his brakes give way and he stops in the garden of the Riordans, who let him stay until the mower is mended. In the bar of that town he and another old man tell each other what they did in the war. Alvin was a sniper, and shot a comrade by mistake, and never said so.',
            'He crosses the Mississippi, camps in a graveyard, drinks one beer after many years without, and comes down the last track to a cabin that looks empty. He calls. Lyle comes out on a walking frame, looks at the mower, and asks whether he rode it all that way to see him. He did. They sit on the porch and look up at the stars, as they used to when they were boys.',
          ].join('\n\n'),
        },
      }],
    },
    {
      by: 'tunde', daysAgo: 60, decidedBy: 'noor', hoursToDecision: 6, verdict: 'reject',
      reason: { code: 'other', note: 'The mower is not among those who are credited, much as one would wish it.' },
      comment: 'It is on screen for longer than anybody else.',
      facts: [{ key: 'credits/mower000', now: { role: 'cast', name: 'A 1966 John Deere', as: 'The mower', page: '', place: 3 }, source: titles }],
    },
    {
      by: 'margaret', daysAgo: 41, decidedBy: 'noor', hoursToDecision: 2, comment: 'Mary Sweeney cut it as well as writing half of it.',
      facts: [{ key: 'credits/sweeney1', now: { role: 'editing', name: 'Mary Sweeney', as: '', page: '', place: 0 }, source: titles }],
    },
  ],
}
