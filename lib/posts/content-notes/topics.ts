/** What a reader may want to know before a text, in the order in which it is asked and said. Anything else is named in the author's own words. */
export const topics = ['violence', 'sexual', 'self-harm', 'death', 'abuse', 'medical', 'slurs', 'flashing', 'spoilers'] as const

export type Topic = (typeof topics)[number]

/** How much of it there is. */
export const degrees = ['mentioned', 'discussed', 'depicted'] as const

export type Degree = (typeof degrees)[number]

/** Each topic as it is said, and what an author may take it to hold. */
export const topicWords: Record<Topic, { said: string; holds: string }> = {
  violence: { said: 'violence', holds: 'war, murder, cruelty to animals' },
  sexual: { said: 'sexual content', holds: '' },
  'self-harm': { said: 'self-harm', holds: 'suicide, eating disorders' },
  death: { said: 'death', holds: 'dying, grief' },
  abuse: { said: 'abuse', holds: 'sexual violence, cruelty to children or partners' },
  medical: { said: 'medical detail', holds: 'illness, surgery, needles' },
  slurs: { said: 'slurs', holds: 'words of hate, also where they are quoted' },
  flashing: { said: 'flashing images', holds: '' },
  spoilers: { said: 'spoilers', holds: 'how a film or a book goes on' },
}

/** These are in a text or are not: to discuss flashing images harms nobody. */
export const withoutDegree: readonly Topic[] = ['flashing', 'spoilers']

/**
 * Own words that say one of the topics, folded by {@link foldWords}. Who wrote them is quoted as they wrote; what readers
 * chose for the topic holds for them as well. The database knows the same words: content_topics(), migration 20261122160400.
 */
export const knownWords: Record<Topic, readonly string[]> = {
  violence: ['violence', 'violent scenes', 'war', 'murder', 'killing', 'gore', 'blood', 'torture', 'terrorism', 'animal harm', 'animal cruelty', 'harm to animals', 'gun violence', 'massacre', 'genocide'],
  sexual: ['sexual', 'sexual content', 'sex', 'nudity', 'pornography'],
  'self-harm': ['self-harm', 'self harm', 'suicide', 'suicidal thoughts', 'eating disorder', 'eating disorders', 'anorexia', 'bulimia'],
  death: ['death', 'deaths', 'dying', 'grief', 'loss', 'bereavement', 'drowning', 'death of a child', 'death of a parent', 'death of a partner', 'miscarriage', 'stillbirth'],
  abuse: ['abuse', 'child abuse', 'domestic abuse', 'domestic violence', 'emotional abuse', 'sexual abuse', 'sexual assault', 'sexual violence', 'rape'],
  medical: ['medical', 'medical detail', 'illness', 'disease', 'cancer', 'surgery', 'needles', 'injury', 'pregnancy'],
  slurs: ['slurs', 'hate', 'hate speech', 'racism', 'racist language', 'homophobia', 'antisemitism'],
  flashing: ['flashing', 'flashing images', 'flashing lights', 'strobe', 'strobe lights'],
  spoilers: ['spoilers', 'spoiler', 'how the film ends', 'how the book ends', 'how it ends', 'the ending', 'plot'],
}

const topicOfWords = new Map(topics.flatMap((topic) => [topic, ...knownWords[topic]].map((words) => [words, topic] as const)))

/** The topic that somebody's words say, whatever their case; null for one of their own. */
export function topicOf(words: string): Topic | null {
  return topicOfWords.get(foldWords(words)) ?? null
}

function foldWords(words: string): string {
  return words.normalize('NFC').trim().toLowerCase()
}
