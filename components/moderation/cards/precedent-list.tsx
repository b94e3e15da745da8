'use client'

import { useEffect, useState } from 'react'
import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { sayShortDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'

/** A precedent as it comes over the wire; see lib/moderation/decisions/read-precedents.ts. */
export type PrecedentLine = {
  itemId: string
  action: string
  by: string
  at: string
  reason: { label: string; note: string }
  writer: string
  excerpt: string
  shared: string[]
}

type Props = {
  itemId: string
  /** Those of the card that the page was made for; the others are asked for when one comes to their card. */
  made: PrecedentLine[] | null
  now: string
}

/** Like texts that were decided before, with their verdicts: so that like is decided alike. */
export function PrecedentList({ itemId, made, now }: Props) {
  const selected = useDesk()?.desk.selected === itemId
  const [lines, setLines] = useState(made)
  useEffect(() => {
    if (!selected || lines) return
    const asking = new AbortController()
    // Whoever only passes by asks for nothing.
    const timer = setTimeout(() => void ask(itemId, asking.signal).then((found) => found && setLines(found)), 250)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [selected, lines, itemId])

  return (
    <section className="desk-aside">
      <h3>Like it, decided before</h3>
      {lines === null && <p>Looking …</p>}
      {lines?.length === 0 && <p>Nothing like it was decided yet.</p>}
      {lines && lines.length > 0 && (
        <ul className="desk-precedents">
          {lines.map((line) => (
            <li key={line.itemId}>
              <Precedent line={line} now={now} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Precedent({ line, now }: { line: PrecedentLine; now: string }) {
  const { action, by, at, reason, writer, excerpt, shared, itemId } = line
  const why = [reason.label, reason.note].filter(Boolean).join(': ')
  return (
    <>
      <p>
        <a href={`/moderation?item=${itemId}`}>{sayVerdict(action)}</a> by {by}, {sayShortDuration(secondsSince(new Date(at), new Date(now)))}
        {why && <>: {why}</>}
      </p>
      <p className="desk-neighbour-text">
        {writer || 'Somebody'}: {excerpt}
      </p>
      <p className="desk-shared">shares {shared.slice(0, 6).join(', ')}</p>
    </>
  )
}

/** Null when it was not wanted any more, or the server did not answer: the card is as good without. */
async function ask(itemId: string, signal: AbortSignal): Promise<PrecedentLine[] | null> {
  try {
    const answer = await fetch(`/api/v1/moderation/items/${itemId}/precedents`, { signal })
    return answer.ok ? (await answer.json()).items : null
  } catch {
    return null
  }
}
