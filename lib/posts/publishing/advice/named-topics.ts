import type { Check } from '#lib/posts/publishing/advice/advice.ts'
import { topicWords } from '#lib/posts/content-notes/topics.ts'
import type { Topic } from '#lib/posts/content-notes/topics.ts'

/** Words that are seldom used without their topic. A list that knew more would cry wolf; what it does not know, the author does. */
const telling: Partial<Record<Topic, RegExp>> = {
  violence: /\b(murder(?:ed|s|er)?|massacre|tortur(?:e|ed|ing)|beheaded|stabb(?:ed|ing))\b/giu,
  sexual: /\b(orgasm|pornograph\w+|sex scenes?)\b/giu,
  'self-harm': /\b(suicid\w+|self-harm\w*|kill(?:ed|s)? (?:him|her|them)sel(?:f|ves)|anorexi\w+|bulimi\w+)\b/giu,
  death: /\b(funerals?|dying|corpses?|bereave\w+)\b/giu,
  abuse: /\b(rap(?:e|ed|ist)|molest\w+|incest\w*|child abuse|domestic violence|abusive)\b/giu,
  medical: /\b(surger(?:y|ies)|chemotherapy|amputat\w+|autops(?:y|ies)|tumou?rs?)\b/giu,
}

/** How often a word says that it is about that, and is no figure of speech. */
const enough = 2

/** Nothing is assumed of a text that its author did not say; what its own words suggest is only asked after. */
export const namedTopics: Check = ({ text, contentNotes }) => {
  if (contentNotes.answer === 'withheld') return []
  const named = contentNotes.notes.map(({ topic }) => topic)
  const unnamed = Object.entries(telling).flatMap(([topic, words]) => {
    const found = [...text.matchAll(words)].map(([word]) => word.toLowerCase())
    return found.length < enough || named.some((each) => each === topic) ? [] : [{ topic: topic as Topic, words: [...new Set(found)] }]
  })
  if (unnamed.length > 0) {
    return unnamed.map(({ topic, words }) => ({ sentence: `It may be about ${topicWords[topic].said}, which your content notes do not name.`, found: words.slice(0, 5).map((word) => ({ words: word, near: word })) }))
  }
  return contentNotes.answer === 'unsaid' ? [{ sentence: 'You have not said what a reader may want to know before it. That there is nothing is an answer too.', found: [] }] : []
}
