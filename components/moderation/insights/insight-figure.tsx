import type { ReactNode } from 'react'
import type { InsightPart, InsightTable } from '#lib/moderation/insights/tabulate-insights.ts'

type Props = { part: InsightPart; days: number; table: InsightTable; children?: ReactNode }

/** Plots with the table of the same figures, to be read, copied or taken along. */
export function InsightFigure({ part, days, table, children }: Props) {
  return (
    <div className="insight-figure">
      {children}
      <details className="insight-table">
        <summary>
          The figures<span className="visually-hidden"> of {part}</span>
        </summary>
        <FigureTable table={table} />
        <p>
          <a href={`/moderation/insights/${part}.csv?days=${days}`} download>
            As CSV<span className="visually-hidden"> of {part}</span>
          </a>
        </p>
      </details>
    </div>
  )
}

/** A table that can be wider than the page scrolls by itself; the keyboard reaches it. */
export function FigureTable({ table }: { table: InsightTable }) {
  return (
    <div className="insight-scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell ?? '–'}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
