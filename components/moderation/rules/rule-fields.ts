import type { ReactNode } from 'react'

/** One field of a kind of rule, as its form shows it. */
export type RuleField =
  | { as: 'number'; name: string; label: string; help?: ReactNode; given: string }
  | { as: 'lines' | 'line'; name: string; label: string; help?: ReactNode; given: string }
  | { as: 'choice'; name: string; label: string; help?: ReactNode; given: string; options: { value: string; label: string }[] }

/** What is set for each kind, in the order of its form; `given` stands in the fields of a new rule. */
export const ruleFields: Record<string, RuleField[]> = {
  links: [
    { as: 'number', name: 'more', label: 'Speak of more than … links', given: '3' },
    {
      as: 'choice', name: 'from', label: 'In texts of', given: 'anybody',
      options: [{ value: 'anybody', label: 'anybody' }, { value: 'new', label: 'people without an approved text' }],
    },
  ],
  words: [
    {
      as: 'lines', name: 'phrases', label: 'Words and phrases, one a line', given: '',
      help: 'Found as whole words, whatever their case, width and accents, also with look-alike letters or invisible characters in them, and in the addresses of links. Up to 60,000 lines, and 900 kB in all.',
    },
  ],
  pattern: [
    {
      as: 'line', name: 'pattern', label: 'Pattern', given: '',
      help: 'A regular expression such as \\bwhats ?app\\b.{0,20}\\d{5}. It is tried on the text as written, on the text without accents and look-alikes, and on the addresses of links. Case does not count, unless the pattern begins with (?-i).',
    },
  ],
  'first-texts': [{ as: 'number', name: 'texts', label: 'Until … texts of theirs were approved', given: '1' }],
  repeat: [
    {
      as: 'choice', name: 'likeness', label: 'How much alike', given: 'near', help: 'Nearly the same: a sentence more, a name changed.',
      options: [{ value: 'near', label: 'nearly the same' }, { value: 'same', label: 'the same words' }],
    },
    {
      as: 'choice', name: 'by', label: 'Compared with texts of', given: 'anybody',
      options: [{ value: 'anybody', label: 'anybody' }, { value: 'same-person', label: 'the same person' }],
    },
    { as: 'number', name: 'days', label: 'Sent in the last … days', given: '30' },
  ],
  speed: [
    { as: 'number', name: 'texts', label: 'Speak of more than … texts of one person', given: '5' },
    { as: 'number', name: 'minutes', label: 'Within … minutes', given: '10' },
  ],
  'old-thread': [{ as: 'number', name: 'days', label: 'Published more than … days ago', given: '365' }],
}

/** What a rule can do, in words. */
export const severityWords = {
  note: { does: 'notes', starts: 'Notes', label: 'Note it on the card', help: 'For moderators to know; nothing else.' },
  hold: { does: 'holds', starts: 'Holds', label: 'Hold the text', help: 'It waits for a moderator, also where trusted people need not wait.' },
  refuse: { does: 'refuses', starts: 'Refuses', label: 'Refuse the text', help: 'It is not taken. The writer keeps it and reads your sentence.' },
} as const
