import { EarlierLines } from '#components/moderation/kinds/earlier-lines.tsx'
import { PersonLink } from '#components/moderation/kinds/person-link.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { CaseFacts, CaseReport } from '#lib/moderation/cases/read-case.ts'

/** Who says that something published is wrong, what they say, and how their earlier reports ended. */
export function Report({ facts: { reports, reportCount } }: { facts: CaseFacts }) {
  return (
    <div className="item-case" role="group" aria-label="Reports">
      <h3>{reportCount === 1 ? 'Reported once' : `Reported by ${reportCount.toLocaleString('en-GB')} people`}</h3>
      <EarlierLines count={reportCount - reports.length} of="report" />
      <ol className="case-lines" role="list">
        {reports.map((report) => (
          <li key={report.id}>
            <p>{report.reason || 'In their own words:'}</p>
            {report.note && <blockquote>{report.note}</blockquote>}
            <p className="meta">
              <PersonLink person={report.by} />, <Moment at={report.at} precision="minute" /> · {sayRecord(report.record)}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

function sayRecord({ agreed, dismissed }: CaseReport['record']): string {
  const count = agreed + dismissed
  if (count === 0) return 'no earlier report of theirs was decided'
  return `${count} earlier ${count === 1 ? 'report' : 'reports'}, ${agreed} of them followed`
}
