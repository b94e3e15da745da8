import { randomInt } from 'node:crypto'

const sentences = [
  'The ferry leaves when it is full, which on most days means that it leaves when the woman from the bakery has come down with her crates.',
  'Nobody has ever put this into a timetable, and the timetable that hangs in the hut is from a year in which the river was narrower.',
  'One learns to read the bank instead: who stands there, who has sat down, and who has taken out a newspaper.',
  'A newspaper is a bad sign, since it says that somebody who knows the river better than you do expects to finish the second page.',
  'I used to mind the waiting, and then I began to count what happened in it, and it turned out that most of my week did.',
  'The ferryman keeps a ledger in which he writes only the weather and the number of dogs.',
  'He says that people are counted by others, and that he has never been asked for the figure by anybody who could do something with it.',
  'There was a bridge once, or the beginning of one, and its first pier still stands in the reeds like a chair that was left out.',
  'Children jump from it in summer, and every summer somebody’s uncle says that it was higher when he was young.',
  'It was, as it happens: the gauge by the hut says so, and the mark of the flood stands above the door in a hand that nobody knows.',
  'What is slow about the crossing is not the boat, which takes four minutes, but the agreement that it is time to go.',
  'You can hear it being reached, a little at a time, in the way that the talk on the bank grows shorter.',
  'Somebody folds the newspaper, somebody calls a dog, and the ferryman looks at the far side as if it had spoken.',
  'I have been on trains that crossed three countries and could not tell you one thing that was decided on them.',
  'On the ferry two people sold a house, one was told that she was going to be a grandmother, and a man gave back a saw.',
  'The saw had been borrowed before the flood, and both of them knew it, and neither of them said so.',
  'When the water is high there is no crossing, and the road round by the lock takes fifty minutes and has nothing to say.',
  'On those days the bakery sells out on this side, and on the other side they eat what they have.',
  'I do not think that slowness is a virtue, any more than height is one, but it is a place in which other things can stand.',
  'The last boat goes when the light does, and it has never yet gone without somebody running for it.',
]

const headings = ['The bank', 'The ledger', 'The pier', 'High water', 'The last boat']

/** An essay of rather more than two thousand words in five chapters: the paragraphs of each, with its heading before them. */
export function wholeEssay(): string[][] {
  return headings.map((heading, chapter) => {
    const turned = [...sentences.slice(chapter * 4), ...sentences.slice(0, chapter * 4)]
    return [`## ${heading}`, ...[0, 5, 10, 15].map((from) => turned.slice(from, from + 5).join(' '))]
  })
}

const syllables = ['ba', 'de', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'nu', 'pe', 'ra', 'so', 'ti', 'va', 'zo']

/** A place that is on no map, so that finding its name anywhere is finding the essay. */
export function placeOnNoMap(): string {
  const name = Array.from({ length: 6 }, () => syllables[randomInt(syllables.length)]).join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
