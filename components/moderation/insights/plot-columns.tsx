import { useId } from 'react'

/** One column of a plot. `tick` stands below it when it is given; null is nothing to measure, not zero. */
export type Column = { label: string; value: number | null; tick?: string }

type Props = {
  /** What is plotted, with its unit: stands above, and names the plot. */
  title: string
  columns: Column[]
  /** How a value is said: `40`, `12%`, `3 h`. */
  say: (value: number) => string
  /** The top of the axis; a round number above the highest column when left out. */
  top?: number
}

const height = 96
const room = { above: 20, below: 22 }

/**
 * Columns drawn by the server, as wide as there is room, in letters of one size on any screen: places across are percentages,
 * places down are pixels. The highest column says its value; all of them stand in the table beside.
 */
export function PlotColumns({ title, columns, say, top = roundTop(Math.max(0, ...columns.map(({ value }) => value ?? 0))) }: Props) {
  const id = useId()
  const band = 100 / columns.length
  const down = (value: number) => room.above + height * (1 - (top === 0 ? 0 : value / top))
  const highest = columns.reduce((best, { value }, place) => ((value ?? 0) > (columns[best]?.value ?? 0) ? place : best), 0)
  return (
    <div className="plot">
      <h3 id={`${id}-title`}>{title}</h3>
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width="100%" height={room.above + height + room.below} className="plot-columns">
        <desc id={`${id}-desc`}>{describe(columns, say)}</desc>
        {[0, top / 2, top].map((value, place) => (
          <g key={place} className="plot-axis">
            <line x1="0" x2="100%" y1={down(value)} y2={down(value)} />
            {(top > 0 || place === 0) && (
              <text x="-8" y={down(value)} dy="0.35em" textAnchor="end">
                {say(value)}
              </text>
            )}
          </g>
        ))}
        {columns.map(({ label, value, tick }, place) => (
          <g key={label}>
            {value !== null && <rect className="plot-bar" x={percent((place + 0.14) * band)} width={percent(0.72 * band)} y={down(value)} height={down(0) - down(value)} />}
            {tick && (
              <text className="plot-tick" {...across(place, band)} y={room.above + height + 16}>
                {tick}
              </text>
            )}
            {place === highest && (value ?? 0) > 0 && (
              <text className="plot-value" {...across(place, band)} y={down(value ?? 0) - 5}>
                {say(value ?? 0)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** The least round number that is not below a value and whose half is round as well, so that three lines make an axis. */
export function roundTop(highest: number): number {
  if (highest <= 0) return 0
  if (highest <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = power === 1 ? [2, 4, 6, 8] : [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8]
  return steps.map((step) => Math.round(step * power)).find((step) => step >= highest) ?? 10 * power
}

/** What a plot shows, for people who hear it. */
function describe(columns: Column[], say: (value: number) => string): string {
  const known = columns.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
  const highest = known.reduce<{ label: string; value: number } | null>((best, each) => (best && best.value >= each.value ? best : each), null)
  const lowest = known.reduce<{ label: string; value: number } | null>((best, each) => (best && best.value <= each.value ? best : each), null)
  if (!highest || !lowest) return 'Nothing to show.'
  return `Highest: ${highest.label}, ${say(highest.value)}. Lowest: ${lowest.label}, ${say(lowest.value)}. All figures stand in the table below.`
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 1000}%`
}

/** Words stand over the middle of their column; in narrow columns near an edge they end or begin with it, so that nothing hangs over. */
function across(place: number, band: number): { x: string; textAnchor: 'start' | 'middle' | 'end' } {
  const middle = (place + 0.5) * band
  if (middle > 93) return { x: percent((place + 0.86) * band), textAnchor: 'end' }
  if (middle < 4) return { x: percent((place + 0.14) * band), textAnchor: 'start' }
  return { x: percent(middle), textAnchor: 'middle' }
}
