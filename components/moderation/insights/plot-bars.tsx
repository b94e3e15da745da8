import { useId } from 'react'

/** One bar, in parts from the left. */
export type Bar = { label: string; parts: number[]; said: string }

type Props = {
  title: string
  bars: Bar[]
  /** What the parts are, when there are several; each has a look of its own, not a colour alone. */
  parts?: string[]
}

const looks = ['plot-full', 'plot-hatched', 'plot-empty', 'plot-faint'] as const
const step = 42

/** Bars drawn by the server, one under the other, each with its name and its figure. */
export function PlotBars({ title, bars, parts = [] }: Props) {
  const id = useId()
  const longest = Math.max(1, ...bars.map(({ parts: each }) => sum(each)))
  return (
    <div className="plot">
      <h3 id={`${id}-title`}>{title}</h3>
      {parts.length > 0 && (
        <ul className="plot-key">
          {parts.map((part, place) => (
            <li key={part}>
              <svg width="14" height="12" aria-hidden="true">
                <Look place={place} id={id} x="1" y={1} width="12" height={10} />
              </svg>{' '}
              {part}
            </li>
          ))}
        </ul>
      )}
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width="100%" height={bars.length * step} className="plot-bars">
        <desc id={`${id}-desc`}>{bars.map(({ label, said }) => `${label}: ${said}`).join('. ')}</desc>
        <defs>
          <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="plot-ground" width="5" height="5" />
            <line className="plot-line" x1="0" y1="0" x2="0" y2="5" />
          </pattern>
        </defs>
        {bars.map(({ label, parts: each, said }, row) => (
          <g key={label} transform={`translate(0 ${row * step})`}>
            <text x="0" y="13">
              {label}
            </text>
            <text x="100%" y="13" textAnchor="end" className="plot-said">
              {said}
            </text>
            {each.map((value, place) =>
              value > 0 ? <Look key={looks[place]} place={place} id={id} x={percent(sum(each.slice(0, place)) / longest)} y={19} width={percent(value / longest)} height={12} /> : null)}
          </g>
        ))}
      </svg>
    </div>
  )
}

function Look({ place, id, ...rect }: { place: number; id: string; x: string; y: number; width: string; height: number }) {
  return <rect className={looks[place]} {...(looks[place] === 'plot-hatched' && { fill: `url(#${id}-hatch)` })} {...rect} />
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`
}
