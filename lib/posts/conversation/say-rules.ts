import type { ConversationRules } from '#lib/posts/conversation/conversation-rules.ts'

/** The rules of a conversation in sentences, one for each and in the order of `rulesSeen`. */
export function sayRules({ mode, commenters, closeAfterDays, everySeconds, guidelines }: ConversationRules): string[] {
  return [
    mode === 'open' ? 'The conversation is open.' : 'The conversation is closed.',
    commenters === 'anyone' ? 'Everybody with an account may reply.' : 'People may reply of whom something was approved on this site.',
    closeAfterDays === null ? 'It does not end by itself.' : `It ends ${closeAfterDays === 1 ? 'one day' : `${closeAfterDays} days`} after publishing.`,
    everySeconds === null ? 'One person sends as many texts as they like.' : `One person sends a text once in ${sayPace(everySeconds)}.`,
    guidelines === '' ? 'Nothing is asked of those who reply.' : `Of those who reply it is asked: “${guidelines}”`,
  ]
}

function sayPace(seconds: number): string {
  if (seconds < 3_600) return `${seconds / 60} minutes`
  return seconds === 3_600 ? 'an hour' : seconds === 86_400 ? 'a day' : `${seconds / 3_600} hours`
}
