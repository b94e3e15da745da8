import { describe, expect, test } from 'vitest'
import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { closedThread } from '#lib/screening/rules/closed-thread.ts'
import { empty } from '#lib/screening/rules/empty.ts'
import { heldPerson } from '#lib/screening/rules/held-person.ts'
import { knownPeople } from '#lib/screening/rules/known-people.ts'
import { newPerson } from '#lib/screening/rules/new-person.ts'
import { repeat } from '#lib/screening/rules/repeat.ts'
import { slowPerson } from '#lib/screening/rules/slow-person.ts'
import { slowThread } from '#lib/screening/rules/slow-thread.ts'
import { tooLong } from '#lib/screening/rules/too-long.ts'
import { tooManyLinks } from '#lib/screening/rules/too-many-links.ts'
import { tooManyWaiting } from '#lib/screening/rules/too-many-waiting.ts'
import { houseRules, screenText } from '#lib/screening/screen-text.ts'
import { makeWordList } from '#lib/screening/word-list.ts'
import type { Facts, Rule, Submission } from '#lib/screening/screening.ts'

const known: Facts = {
  approvedTexts: 3, waitingTexts: 0, sentBefore: false, commentsOpen: true, conversation: { knownOnly: false, slow: null }, emailVerified: true, bannedWords: makeWordList(['casino', 'payday loan', '#promo']),
  measures: { held: false, slow: null }, sentSecondsAgo: [], likeTexts: [], postAgeDays: 1,
}
const unknown: Facts = {
  approvedTexts: null, waitingTexts: null, sentBefore: null, commentsOpen: null, conversation: null, emailVerified: null, bannedWords: null,
  measures: null, sentSecondsAgo: null, likeTexts: null, postAgeDays: null,
}

function text(words: string, links: string[] = []): Submission {
  return { source: words, text: words, links }
}

function links(count: number): Submission {
  return text('See these', Array.from({ length: count }, (_, index) => `https://example.org/${index}`))
}

type Row = [about: string, submission: Submission, facts: Partial<Facts>, severity: string | null]

function table(rule: Rule, rows: Row[]) {
  describe(rule.name, () => {
    test.each(rows)('%s', (_, submission, facts, severity) => {
      expect(rule.examine(submission, { ...known, ...facts })?.severity ?? null).toBe(severity)
    })
  })
}

table(empty, [
  ['words are something to read', text('Yes.'), {}, null],
  ['a lone full stop is something', text('.'), {}, null],
  ['nothing is refused', text(''), {}, 'refuse'],
  ['zero-width characters alone are refused', text('\u200b\u2060\u00ad'), {}, 'refuse'],
])

table(tooLong, [
  ['10,000 characters fit', text('a'.repeat(10_000)), {}, null],
  ['10,001 do not', text('a'.repeat(10_001)), {}, 'refuse'],
  ['characters outside the basic plane count once', text('𝔸'.repeat(10_000)), {}, null],
])

table(closedThread, [
  ['an open thread takes replies', text('Hello'), { commentsOpen: true }, null],
  ['a closed one refuses them', text('Hello'), { commentsOpen: false }, 'refuse'],
  ['not knowing holds', text('Hello'), { commentsOpen: null }, 'hold'],
])

table(knownPeople, [
  ['anybody may comment where the author asks for nothing', text('Hello'), { approvedTexts: 0 }, null],
  ['somebody known may comment where only they may', text('Hello'), { approvedTexts: 1, conversation: { knownOnly: true, slow: null } }, null],
  ['somebody new may not', text('Hello'), { approvedTexts: 0, conversation: { knownOnly: true, slow: null } }, 'refuse'],
  ['not knowing whether they are known holds', text('Hello'), { approvedTexts: null, conversation: { knownOnly: true, slow: null } }, 'hold'],
  ['not knowing what the author asks holds', text('Hello'), { conversation: null }, 'hold'],
])

table(slowThread, [
  ['a conversation at any pace takes a reply', text('Hello'), {}, null],
  ['a slow one takes the next when its time is over', text('Hello'), { conversation: { knownOnly: false, slow: { everySeconds: 600, waitSeconds: 0 } } }, null],
  ['and not before', text('Hello'), { conversation: { knownOnly: false, slow: { everySeconds: 600, waitSeconds: 1 } } }, 'refuse'],
  ['not knowing holds', text('Hello'), { conversation: null }, 'hold'],
])

table(repeat, [
  ['a new text passes', text('Hello'), { sentBefore: false }, null],
  ['the same text again is refused', text('Hello'), { sentBefore: true }, 'refuse'],
  ['not knowing holds', text('Hello'), { sentBefore: null }, 'hold'],
])

table(tooManyWaiting, [
  ['a new person may have two waiting and send a third', text('Hello'), { approvedTexts: 0, waitingTexts: 2 }, null],
  ['a fourth is refused', text('Hello'), { approvedTexts: 0, waitingTexts: 3 }, 'refuse'],
  ['one approved text lifts that', text('Hello'), { approvedTexts: 1, waitingTexts: 9 }, null],
  ['not knowing holds', text('Hello'), { waitingTexts: null }, 'hold'],
])

table(tooManyLinks, [
  ['a new person may link twice', links(2), { approvedTexts: 0 }, null],
  ['not three times', links(3), { approvedTexts: 0 }, 'refuse'],
  ['a known person may link five times', links(5), { approvedTexts: 1 }, null],
  ['six links wait for a moderator', links(6), { approvedTexts: 1 }, 'hold'],
  ['not knowing who it is holds', links(1), { approvedTexts: null }, 'hold'],
])

table(bannedWords, [
  ['other words pass', text('A walk by the river'), {}, null],
  ['a word of the list holds', text('The casino at night'), {}, 'hold'],
  ['inside a longer word it does not count', text('The casinos of Rome'), {}, null],
  ['case does not hide it', text('CaSiNo!'), {}, 'hold'],
  ['full-width letters do not hide it', text('ｃａｓｉｎｏ'), {}, 'hold'],
  ['accents do not hide it', text('a cásinô'), {}, 'hold'],
  ['zero-width characters do not hide it', text('ca\u200bsi\u200dno'), {}, 'hold'],
  ['letters of another alphabet that look the same do not hide it', text('c\u0430sin\u043e'), {}, 'hold'],
  ['a hash before a word of the list counts with and without', text('so #promo, so promo'), {}, 'hold'],
  ['the beginning of a phrase alone passes', text('It was payday'), {}, null],
  ['nor does one that goes on as another word', text('It was a payday loanshark'), {}, null],
  ['a phrase over a line break is found', text('a payday\n  loan today'), {}, 'hold'],
  ['not having the list holds', text('Hello'), { bannedWords: null }, 'hold'],
])

table(newPerson, [
  ['a known person is not remarked on', text('Hello'), { approvedTexts: 1 }, null],
  ['a new one is', text('Hello'), { approvedTexts: 0 }, 'note'],
  ['not knowing holds', text('Hello'), { approvedTexts: null }, 'hold'],
])

table(heldPerson, [
  ['nobody is remarked on without a measure', text('Hello'), {}, null],
  ['somebody whose texts are all read is', text('Hello'), { measures: { held: true, slow: null } }, 'note'],
  ['not knowing holds', text('Hello'), { measures: null }, 'hold'],
])

table(slowPerson, [
  ['a slow person who waited may send', text('Hello'), { measures: { held: false, slow: { everySeconds: 600, waitSeconds: 0 } } }, null],
  ['one who did not is refused', text('Hello'), { measures: { held: false, slow: { everySeconds: 600, waitSeconds: 1 } } }, 'refuse'],
  ['not knowing holds', text('Hello'), { measures: null }, 'hold'],
])

test('a slow person reads how often they may write, and when the next text may come', () => {
  const found = slowPerson.examine(text('Hello'), { ...known, measures: { held: false, slow: { everySeconds: 3600, waitSeconds: 150 } } })
  expect(found).toEqual({
    severity: 'refuse', matches: [], retryAfterSeconds: 150,
    message: 'For now you can send one text every hour. Your text is still here; please send it in 3 minutes.',
  })
})

test('who writes in a slow conversation reads the same of it', () => {
  const found = slowThread.examine(text('Hello'), { ...known, conversation: { knownOnly: false, slow: { everySeconds: 3600, waitSeconds: 150 } } })
  expect(found).toMatchObject({ severity: 'refuse', retryAfterSeconds: 150, message: expect.stringContaining('Your text is still here; please send it in 3 minutes.') })
})

test('the banned word is reported as it was spelt', () => {
  const found = bannedWords.examine(text('Try the CA\u200bSINO, the casino'), known)
  expect(found?.matches).toEqual(['CA\u200bSINO', 'casino'])
})

test('every rule runs, all findings are kept, the severest decides', () => {
  const { findings, severest } = screenText({ source: 'casino', text: 'casino', links: [] }, { ...known, approvedTexts: 0, sentBefore: true })
  expect(findings.map((finding) => finding.rule)).toEqual(['repeat', 'banned-words', 'new-person'])
  expect(severest?.rule).toBe('repeat')
})

test('a rule that fails holds the text and hides nothing of the others', () => {
  const broken: Rule = {
    name: 'broken',
    examine() {
      throw new Error('no')
    },
  }
  const { findings, severest } = screenText(text('Hello'), { ...known, approvedTexts: 0 }, [], [broken, newPerson])
  expect(findings.map((finding) => [finding.rule, finding.severity])).toEqual([['broken', 'hold'], ['new-person', 'note']])
  expect(severest?.rule).toBe('broken')
})

test('a world of missing facts holds everything', () => {
  const { severest } = screenText(text('Hello'), unknown)
  expect(severest?.severity).toBe('hold')
  expect(houseRules.length).toBe(12)
})

test('a list of 100,000 phrases costs a text no more than a list of ten', () => {
  const few = makeWordList(Array.from({ length: 10 }, (_, index) => `phrase ${index}`))
  const many = makeWordList(Array.from({ length: 100_000 }, (_, index) => `word${index} phrase`))
  const long = 'one phrase after another word of a long text '.repeat(200)
  const looks = (list: typeof few) => {
    let count = 0
    const counting = new Proxy(list, { get: (target, key) => (key === 'get' ? (word: string) => (count++, target.get(word)) : Reflect.get(target, key)) })
    bannedWords.examine(text(long), { ...known, bannedWords: counting })
    return count
  }
  expect(looks(many)).toBe(looks(few))
})
