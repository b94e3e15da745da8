import type { KnownFilter } from '#lib/moderation/desk/queue-filter.ts'
import { houseRuleWords } from '#lib/moderation/rules/house-rules.ts'

const kindsSaid: Record<string, string> = {
  comment: 'Comments',
  comment_edit: 'Edits',
  name: 'Names',
  report: 'Reports',
  appeal: 'Appeals',
  second_look: 'Second looks',
  proposal: 'Proposals',
  guest_post: 'Guest posts',
}

/** Several of a kind, as a heading. */
export function sayKinds(kind: string): string {
  return kindsSaid[kind] ?? kind
}

/** Why something was held, as short as a label. A rule that moderators made has its own name. */
export function sayRule(rule: string): string {
  return houseRuleWords.find(({ name }) => name === rule)?.label ?? rule
}

/** A filter in words, as the end of "Shown: …". */
export function sayFilter({ kind, rule, post, person, host, q }: KnownFilter): string {
  const what = kind ? sayKinds(kind).toLowerCase() : 'everything'
  return [
    what,
    q && `with “${q}”`,
    person && `by ${person.name || 'somebody without a name'}`,
    post && `under “${post.title}”`,
    rule && `held for “${sayRule(rule)}”`,
    host && `that links to ${host}`,
  ].filter(Boolean).join(', ')
}
