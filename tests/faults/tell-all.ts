import { grouped, tableOf } from '../bench/figures.ts'
import { proofs } from './faults.ts'
import type { Findings } from './faults.ts'

const columns: [figure: string, title: string][] = [
  [proofs.acknowledged, 'acknowledged'], [proofs.present, 'present'], [proofs.twice, 'duplicates'], [proofs.pages, 'pages read'], [proofs.seen, 'canaries seen'], [proofs.verified, 'verified'],
]

/** Everything that was done and found, for somebody who has read nothing else. */
export function tellAll(all: readonly Findings[]): string {
  const sum = (figure: string) => all.reduce((total, findings) => total + findings.of(figure), 0)
  const broken = new Set(all.flatMap((findings) => findings.broken))
  const rows = all.map((findings) => [findings.part, grouped(findings.times()), ...columns.map(([figure]) => grouped(findings.of(figure)))])
  const inAll: [string, number][] = [
    ['kills (kill -9 of a server)', sum('kills')],
    ['restarts of a server', sum('restarts')],
    ['restarts of PostgreSQL, fast', sum('fast')],
    ['restarts of PostgreSQL, immediate', sum('immediate')],
    ['replies, changes and decisions acknowledged', sum(proofs.acknowledged)],
    ['  of these present', sum(proofs.present)],
    ['duplicates', sum(proofs.twice)],
    ['canaries searched for, over all rounds', sum(proofs.searched)],
    ['public pages read for them', sum(proofs.pages)],
    ['canaries seen', sum(proofs.seen)],
    ['times `afterword verify` was run', sum(proofs.verified)],
    ['  lines of it that were ok', sum(proofs.invariants)],
    ['promises broken', broken.size],
  ]
  return `${tableOf([['What was done', 'times', ...columns.map(([, title]) => title)], ...rows])}\n\n${tableOf([['In all', ''], ...inAll.map(([name, value]) => [`  ${name}`, grouped(value)])])}`
}
