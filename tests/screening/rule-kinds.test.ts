import { describe, expect, test } from 'vitest'
import { findRuleKind, makeRule, ruleKinds } from '#lib/screening/rule-kinds.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Facts, LikeText, Severity, Submission } from '#lib/screening/screening.ts'
import { makeWordList } from '#lib/screening/word-list.ts'

const known: Facts = {
  approvedTexts: 3, waitingTexts: 0, sentBefore: false, commentsOpen: true, conversation: { knownOnly: false, slow: null }, emailVerified: true, bannedWords: makeWordList([]),
  measures: { held: false, slow: null }, sentSecondsAgo: [], likeTexts: [], postAgeDays: 1,
}

function text(words: string, links: string[] = []): Submission {
  return { source: words, text: words, links }
}

function links(count: number): Submission {
  return text('See these', Array.from({ length: count }, (_, index) => `https://example.org/${index}`))
}

function like(more: Partial<LikeText>): { likeTexts: LikeText[] } {
  return { likeTexts: [{ own: true, daysAgo: 1, likeness: 1, ...more }] }
}

function ruleOf(kind: string, settings: unknown, severity: Severity = 'hold', sentence = '') {
  return makeRule({ id: `rule-${kind}`, kind, name: `A rule about ${kind}`, settings, severity, sentence })
}

/** What a rule sees in a text: the words it marks; null when it says nothing. */
type Row = [claim: string, submission: Submission, facts: Partial<Facts>, matches: string[] | null]

function table(kind: string, settings: unknown, rows: Row[]) {
  describe(`${kind} ${JSON.stringify(settings)}`, () => {
    test.each(rows)('%s', (_, submission, facts, matches) => {
      expect(ruleOf(kind, settings).examine(submission, { ...known, ...facts })?.matches ?? null).toEqual(matches)
    })
  })
}

table('links', { more: 2, from: 'anybody' }, [
  ['two links pass', links(2), {}, null],
  ['three speak, and are shown', links(3), {}, ['https://example.org/0', 'https://example.org/1', 'https://example.org/2']],
])

table('links', { more: 0, from: 'new' }, [
  ['a new person without a link passes', links(0), { approvedTexts: 0 }, null],
  ['one with a link does not', links(1), { approvedTexts: 0 }, ['https://example.org/0']],
  ['one approved text ends that', links(9), { approvedTexts: 1 }, null],
])

table('words', { phrases: 'roulette\npayday  loan\n#promo\n\ncafé' }, [
  ['other words pass', text('A walk by the river'), {}, null],
  ['a word speaks, as it stands there', text('Some ROULETTE, then'), {}, ['ROULETTE']],
  ['inside a longer word it does not count', text('The roulettes of Monte Carlo'), {}, null],
  ['beside a sign it does', text('(roulette)-night'), {}, ['roulette']],
  ['width does not hide it', text('ｒｏｕｌｅｔｔｅ'), {}, ['ｒｏｕｌｅｔｔｅ']],
  ['accents do not hide it', text('roulétté'), {}, ['roulétté']],
  ['an accent in the list finds it without', text('the cafe'), {}, ['cafe']],
  ['zero-width characters do not hide it', text('rou\u200blet\u2060te'), {}, ['rou\u200blet\u2060te']],
  ['letters that look alike do not hide it', text('r\u043eul\u0435tt\u0435'), {}, ['r\u043eul\u0435tt\u0435']],
  ['letters with tails of other alphabets do not hide it', text('ρayday loan'), {}, ['ρayday loan']],
  ['a phrase over a line break is found', text('a payday\n  loan today'), {}, ['payday\n  loan']],
  ['the beginning of a phrase alone passes', text('payday is friday'), {}, null],
  ['a sign before a word of the list is not asked for', text('promo, #promo'), {}, ['promo']],
  ['an address that a link hides counts', text('look here', ['https://www.roulette.example/']), {}, ['roulette']],
])

table('pattern', { pattern: 'buy \\w+ now|\\b\\d{4} ?eur\\b' }, [
  ['other words pass', text('Nothing to buy'), {}, null],
  ['what fits is shown as it stands', text('You can Buy Watches NOW.'), {}, ['Buy Watches NOW']],
  ['dressed-up letters do not hide it', text('Bu\u200b\u0443 ｗatches nów'), {}, ['Bu\u200b\u0443 ｗatches nów']],
  ['all places are shown, each once', text('1000 EUR or 2000eur or 1000 EUR'), {}, ['1000 EUR', '2000eur']],
  ['boundaries hold', text('11000 euros'), {}, null],
  ['an address counts', text('here', ['https://x.example/?q=1000eur']), {}, ['1000eur']],
])

table('pattern', { pattern: '(?-i)[A-Z]{5,}' }, [
  ['a pattern can ask for capitals', text('This is VERY LOUDLY said'), {}, ['LOUDLY']],
  ['and then finds no others', text('very loudly'), {}, null],
])

table('pattern', { pattern: 'naïve' }, [
  ['an accent in a pattern asks for the accent', text('naive'), {}, null],
  ['and finds it', text('A naïve view'), {}, ['naïve']],
])

table('first-texts', { texts: 3 }, [
  ['nobody with three approved texts is new', text('Hello'), { approvedTexts: 3 }, null],
  ['with two one is', text('Hello'), { approvedTexts: 2 }, []],
  ['without any one is', text('Hello'), { approvedTexts: 0 }, []],
])

table('repeat', { by: 'same-person', likeness: 'near', days: 7 }, [
  ['a text unlike all others passes', text('Hello'), {}, null],
  ['the same again speaks', text('Hello'), like({}), []],
  ['nearly the same speaks', text('Hello'), like({ likeness: 0.6 }), []],
  ['a little alike passes', text('Hello'), like({ likeness: 0.59 }), null],
  ['what somebody else sent passes', text('Hello'), like({ own: false }), null],
  ['what was sent eight days ago passes', text('Hello'), like({ daysAgo: 8 }), null],
])

table('repeat', { by: 'anybody', likeness: 'same', days: 7 }, [
  ['what somebody else sent speaks', text('Hello'), like({ own: false }), []],
  ['nearly the same passes', text('Hello'), like({ likeness: 0.9 }), null],
])

table('speed', { texts: 2, minutes: 10 }, [
  ['the second text in ten minutes passes', text('Hello'), { sentSecondsAgo: [30] }, null],
  ['the third speaks', text('Hello'), { sentSecondsAgo: [30, 599] }, []],
  ['after ten minutes it passes', text('Hello'), { sentSecondsAgo: [30, 600] }, null],
])

table('old-thread', { days: 30 }, [
  ['thirty days are not old', text('Hello'), { postAgeDays: 30 }, null],
  ['a little more is', text('Hello'), { postAgeDays: 30.01 }, []],
])

const examples: Record<string, unknown> = {
  links: { more: 0, from: 'anybody' }, words: { phrases: 'roulette' }, pattern: { pattern: 'roulette' }, 'first-texts': { texts: 5 },
  repeat: { by: 'anybody', likeness: 'near', days: 30 }, speed: { texts: 1, minutes: 10 }, 'old-thread': { days: 30 },
}
const spoken = text('roulette', ['https://example.org/'])
const spoke: Partial<Facts> = { likeTexts: [{ own: true, daysAgo: 1, likeness: 1 }], sentSecondsAgo: [1, 2], postAgeDays: 100 }

describe.each(ruleKinds.map(({ kind }) => kind))('%s', (kind) => {
  test.each(['note', 'hold', 'refuse'] as const)('speaks with the severity that was set: %s', (severity) => {
    const found = ruleOf(kind, examples[kind], severity, 'Please not here.').examine(spoken, { ...known, ...spoke })
    expect(found?.severity).toBe(severity)
    if (severity === 'refuse') expect(found?.message).toBe('Please not here.')
    else expect(found?.message).not.toBe('Please not here.')
  })

  test('a missing fact that it needs holds, even where it would refuse', () => {
    for (const need of findRuleKind(kind)?.needs(examples[kind]) ?? []) {
      expect(ruleOf(kind, examples[kind], 'refuse', 'No.').examine(text('Hello'), { ...known, ...spoke, [need]: null })?.severity).toBe('hold')
    }
  })

  test('settings that cannot be read hold every text', () => {
    const { severest } = screenText(text('Hello'), known, [ruleOf(kind, { nonsense: true }, 'note')])
    expect([severest?.rule, severest?.severity, severest?.message]).toEqual([`A rule about ${kind}`, 'hold', 'This check could not be made.'])
  })

  test('what is stored can be read and sent again', () => {
    const once = findRuleKind(kind)?.settings.parse(examples[kind])
    expect(findRuleKind(kind)?.settings.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
  })
})

test('rules of the site run beside those of the house, all findings are kept with the rule that spoke', () => {
  const rules = [ruleOf('words', { phrases: 'hello' }, 'note'), ruleOf('first-texts', { texts: 5 }), ruleOf('old-thread', { days: 30 })]
  const { findings, severest } = screenText(text('Hello'), { ...known, approvedTexts: 0 }, rules)
  expect(findings.map(({ rule, ruleId, severity }) => [rule, ruleId, severity])).toEqual([
    ['new-person', null, 'note'], ['A rule about words', 'rule-words', 'note'], ['A rule about first-texts', 'rule-first-texts', 'hold'],
  ])
  expect(severest?.ruleId).toBe('rule-first-texts')
})

describe('settings that make no sense are refused with a sentence', () => {
  test.each<[string, unknown, string]>([
    ['links', { more: -1, from: 'anybody' }, 'Please give a whole number from 0 to 100.'],
    ['links', { more: '2.5', from: 'anybody' }, 'Please give a whole number from 0 to 100.'],
    ['links', { more: '', from: 'anybody' }, 'Please give a whole number from 0 to 100.'],
    ['words', { phrases: ' \n ' }, 'Please write at least one word.'],
    ['words', { phrases: `fine\n${'a'.repeat(101)}` }, 'Line 2 is 101 characters long; 100 is the most that fits.'],
    ['words', { phrases: 'fine\n!!' }, 'Line 2, “!!”, holds no letter and no digit, so it would never be found.'],
    ['words', { phrases: Array.from({ length: 60_001 }, (_, index) => `w${index}`).join('\n') }, 'A list can hold 60,000 lines; this one has 60,001.'],
    ['first-texts', { texts: 0 }, 'Please give a whole number from 1 to 50.'],
    ['speed', { texts: 3, minutes: 1441 }, 'Please give a whole number from 1 to 1,440.'],
    ['repeat', { by: 'anybody', likeness: 'near', days: 91 }, 'Please give a whole number from 1 to 90.'],
  ])('%s %#', (kind, settings, sentence) => {
    const parsed = findRuleKind(kind)?.settings.safeParse(settings)
    expect(parsed?.error?.issues[0]?.message).toBe(sentence)
  })
})
