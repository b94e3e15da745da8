import { listOf } from '#lib/works/facts/document.ts'
import type { Document, Entry } from '#lib/works/facts/document.ts'
import type { Values } from '#lib/works/facts/fields.ts'
import type { Proposer } from '#lib/works/read-work.ts'

type Synopsis = Entry<Values['synopses']>

/** What a work is about: what tells no more than one wants to know stands open, the whole story is folded. Each names its writer. */
export function Synopses({ document, proposers }: { document: Document; proposers: Map<string, Proposer> }) {
  const all = listOf(document, 'synopses')
  const [first, ...outlines] = all.filter(({ value }) => value.kind === 'outline')
  const open = [...outlines, ...all.filter(({ value }) => value.kind === 'summary')]
  const full = all.filter(({ value }) => value.kind === 'full')
  if (!first && open.length + full.length === 0) return null
  return (
    <section className="work-synopses" aria-labelledby="synopses">
      <h2 className="section-title" id="synopses">
        What it is about
      </h2>
      {[...(first ? [first] : []), ...open].map((synopsis) => (
        <Told key={synopsis.key} synopsis={synopsis} proposers={proposers} />
      ))}
      {full.map((synopsis, index) => (
        <details key={synopsis.key} className="work-whole" data-spoiler="block">
          <summary>{index === 0 ? 'The whole story, with its end' : 'The whole story, told by somebody else'}</summary>
          <Told synopsis={synopsis} proposers={proposers} />
        </details>
      ))}
    </section>
  )
}

function Told({ synopsis: { value: { text, lang, credit }, proposal }, proposers }: { synopsis: Synopsis; proposers: Map<string, Proposer> }) {
  return (
    <figure className="synopsis">
      <blockquote className="prose" lang={lang}>
        {text.split(/\n{2,}/).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </blockquote>
      <Teller credit={credit} proposer={proposers.get(proposal ?? '')} />
    </figure>
  )
}

/** Whose words they are: those of somebody elsewhere, or of who proposed them. */
function Teller({ credit, proposer }: { credit: string; proposer: Proposer | undefined }) {
  if (!credit && !proposer) return null
  return (
    <figcaption className="foot-label">
      {credit || <a href={`/people/${encodeURIComponent(proposer?.handle ?? '')}`}>{proposer?.name}</a>}
    </figcaption>
  )
}
