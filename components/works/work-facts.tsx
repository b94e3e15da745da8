import type { ReactNode } from 'react'
import { sayChange } from '#lib/works/facts/say-fact.ts'
import { stated } from '#lib/works/facts/apply-changes.ts'
import { creditRoles } from '#lib/works/facts/fields.ts'
import type { Document, Entry } from '#lib/works/facts/document.ts'
import { listOf, oneOf } from '#lib/works/facts/document.ts'
import type { Values } from '#lib/works/facts/fields.ts'
import { schemes } from '#lib/works/facts/identifiers.ts'
import { sayPartialDate } from '#lib/works/facts/partial-date.ts'
import { roleWords } from '#lib/works/facts/say-fact.ts'

type Row = { label: string; lines: ReactNode[] }

/** The facts of a work as a table such as stands at the end of a book, with where they are from below it. */
export function WorkFacts({ document }: { document: Document }) {
  const rows = allRows(document)
  return (
    <>
      {rows.every(({ lines }) => lines.length === 0) && <p className="empty">Nobody has added a fact yet.</p>}
      <FactTable rows={rows} />
      <Sources document={document} />
    </>
  )
}

/** The few facts that one wants beside an essay. */
export function FewFacts({ document }: { document: Document }) {
  const [released] = listOf(document, 'releases')
  const rows: Row[] = [
    ...creditRows(document).filter(({ label }) => fewRoles.includes(label)),
    { label: 'Released', lines: released ? [sayRelease(released.value)] : [] },
    { label: 'Running time', lines: listOf(document, 'runningTimes').slice(0, 1).map(({ value }) => sayRunningTime(value)) },
    { label: 'Pages', lines: listed(oneOf(document, 'pages')) },
    ...named(document).filter(({ label }) => label === 'Country'),
  ]
  return <FactTable rows={rows} />
}

const fewRoles: string[] = [roleWords.author, roleWords.director, roleWords.creator, roleWords.translator, roleWords.performer]

function FactTable({ rows }: { rows: Row[] }) {
  const filled = rows.filter(({ lines }) => lines.length > 0)
  if (filled.length === 0) return null
  return (
    <dl className="work-facts">
      {filled.map(({ label, lines }) => (
        <div key={label}>
          <dt>{label}</dt>
          {lines.map((line, index) => (
            <dd key={index}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function allRows(document: Document): Row[] {
  return [
    { label: 'Original title', lines: listed(oneOf(document, 'originalTitle')) },
    { label: 'Also called', lines: listOf(document, 'otherTitles').map(({ value: { title, note } }) => withNote(title, note)) },
    ...creditRows(document),
    { label: 'Based on', lines: listOf(document, 'basedOn').map(({ value }) => <BasedOn key={value.title} {...value} />) },
    { label: 'Released', lines: listOf(document, 'releases').map(({ value }) => sayRelease(value)) },
    { label: 'Running time', lines: listOf(document, 'runningTimes').map(({ value }) => sayRunningTime(value)) },
    { label: 'Pages', lines: listed(oneOf(document, 'pages')) },
    ...named(document),
    { label: 'Rating', lines: listOf(document, 'ratings').map(({ value: { country, rating, reason } }) => `${withNote(rating, country)}${reason && `, ${reason}`}`) },
    { label: 'Elsewhere', lines: elsewhere(document) },
  ]
}

function creditRows(document: Document): Row[] {
  const credits = listOf(document, 'credits').map(({ value }) => value)
  return creditRoles.map((role) => ({
    label: roleWords[role],
    lines: credits.filter((credit) => credit.role === role).map((credit) => <Credit key={`${credit.name}-${credit.as}`} credit={credit} />),
  }))
}

function Credit({ credit: { name, as, page } }: { credit: Values['credits'] }) {
  return (
    <>
      {page ? (
        <a href={page} rel="nofollow ugc noopener noreferrer">
          {name}
        </a>
      ) : (
        name
      )}
      {as && <span className="fact-note"> {as}</span>}
    </>
  )
}

function BasedOn({ title, by, what }: Values['basedOn']) {
  return (
    <>
      <cite>{title}</cite>
      {by && ` by ${by}`}
      {what && <span className="fact-note"> {what}</span>}
    </>
  )
}

/** Short lists of names, each on one line. */
function named(document: Document): Row[] {
  const inLine = (entries: Entry<{ name: string }>[]) => (entries.length > 0 ? [entries.map(({ value }) => value.name).join(', ')] : [])
  return [
    { label: 'Genre', lines: inLine(listOf(document, 'genres')) },
    { label: 'Country', lines: inLine(listOf(document, 'countries')) },
    { label: 'Language', lines: inLine(listOf(document, 'languages')) },
  ]
}

function elsewhere(document: Document): ReactNode[] {
  const website = oneOf(document, 'website')
  return [
    ...(website ? [<Elsewhere key="website" href={website} text="Its own site" />] : []),
    ...listOf(document, 'identifiers').map(({ key, value: { scheme, value } }) => {
      const address = schemes[scheme].address(value)
      return address ? <Elsewhere key={key} href={address} text={schemes[scheme].name} /> : `${schemes[scheme].name} ${value}`
    }),
  ]
}

function Elsewhere({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} rel="nofollow ugc noopener noreferrer">
      {text}
    </a>
  )
}

/** `5 October 2012, Sundance Film Festival`. */
function sayRelease({ date, place, event }: Values['releases']): ReactNode {
  return (
    <>
      <time dateTime={date}>{sayPartialDate(date)}</time>
      {(event || place) && `, ${[event, place].filter(Boolean).join(', ')}`}
    </>
  )
}

function sayRunningTime({ minutes, version }: Values['runningTimes']): string {
  return withNote(minutes === 1 ? '1 minute' : `${minutes} minutes`, version)
}

function withNote(words: string, note: string): string {
  return note ? `${words} (${note})` : words
}

function listed(value: string | number | null): ReactNode[] {
  return value === null ? [] : [String(value)]
}

/** Where each fact is from; one line for all that come from one place. */
function Sources({ document }: { document: Document }) {
  const bySource = new Map<string, string[]>()
  for (const [key, fact] of Object.entries(document.facts)) {
    const { label } = sayChange({ key, was: null, now: stated(fact) })
    if (fact.source) bySource.set(fact.source, [...new Set([...(bySource.get(fact.source) ?? []), label])])
  }
  if (bySource.size === 0) return null
  return (
    <details className="work-sources">
      <summary>Where these facts are from</summary>
      <ul role="list">
        {[...bySource].map(([source, labels]) => (
          <li key={source}>
            <Source source={source} />
            <span className="fact-note"> {new Intl.ListFormat('en-GB').format(labels.map((label, index) => (index === 0 ? label : label.toLowerCase())))}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Where a fact is from: an address is a link, words are words. */
export function Source({ source }: { source: string }) {
  if (!/^https?:\/\/[^\s<>"]+$/.test(source)) return source
  return (
    <a href={source} rel="nofollow ugc noopener noreferrer">
      {source.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  )
}
