import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { sayPace } from './say-measure.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'

/** What moderators did about the one who reads this: what it means, until when, and why. Nothing is done behind anybody’s back. */
export function MeasureNotice({ measures }: { measures: MeasureInForce[] }) {
  return measures.map((measure) => <OneMeasure key={measure.id} measure={measure} />)
}

function OneMeasure({ measure }: { measure: MeasureInForce }) {
  const { kind, at, until, reason } = measure
  const stopped = kind === 'suspended' || kind === 'banned'
  return (
    <Notice kind={stopped ? 'refused' : 'waiting'} title={titles[kind]}>
      <p>
        {sayMeaning(measure)} Since <Moment at={at} />
        {until ? <>, until <Moment at={until} precision="minute" />.</> : ', until a moderator ends it.'}
      </p>
      {reason && <p>The reason: {reason}</p>}
    </Notice>
  )
}

const titles: Record<MeasureInForce['kind'], string> = {
  held: 'Your texts are read before they appear',
  slow: 'You can send texts at a slower pace',
  suspended: 'Your account is suspended',
  banned: 'Your account is banned',
}

function sayMeaning({ kind, everySeconds }: MeasureInForce): string {
  if (kind === 'held') return 'Each of them waits for a moderator.'
  if (kind === 'slow') return `One text ${sayPace(everySeconds ?? 0)}.`
  return kind === 'suspended' ? 'You can read, take back what is yours and ask for another look, but not write.' : 'You cannot sign in.'
}
