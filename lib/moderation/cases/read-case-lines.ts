import { reader } from '#lib/database.ts'

/** Reports, and words, of one item that are read; the newest. A crowd that reports a comment does not make its card endless. */
export const mostLines = 50

/** The newest of an item, oldest first, and how many there are in all. */
export type Lines<Line> = { newest: Line[]; count: number }

/** No name where there is no account behind it any more. */
type Said = { id: string; byId: string | null; name: string | null; handle: string | null; at: Date }
export type ReportLine = Said & { reasonCode: string; note: string }
export type MessageLine = Said & { body: string; teamOnly: boolean }

type Row<Line> = Line & { itemId: string; count: number }

/** What is reported in each of these items. */
export async function readReportLines(itemIds: string[]): Promise<Map<string, Lines<ReportLine>>> {
  const rows = await reader().$queryRaw<Row<ReportLine>[]>`
    SELECT item.id AS "itemId", (SELECT count(*)::int FROM report r WHERE r.review_item_id = item.id) AS count,
      line.id, line.reporter_id AS "byId", p.name, p.handle, line.at, line.reason_code AS "reasonCode", line.note
    FROM unnest(${itemIds}::uuid[]) AS item (id),
      LATERAL (SELECT * FROM report r WHERE r.review_item_id = item.id ORDER BY r.at DESC, r.id DESC LIMIT ${mostLines}) line
      LEFT JOIN person p ON p.id = line.reporter_id
    ORDER BY line.at, line.id`
  return byItem(rows)
}

/**
 * What was said in each of these items.
 * @param items `ofTeam`: what is for the team alone is read, and counted, as well
 */
export async function readMessageLines(items: { id: string; ofTeam: boolean }[]): Promise<Map<string, Lines<MessageLine>>> {
  const rows = await reader().$queryRaw<Row<MessageLine>[]>`
    SELECT item.id AS "itemId",
      (SELECT count(*)::int FROM case_message m WHERE m.review_item_id = item.id AND (item.of_team OR NOT m.team_only)) AS count,
      line.id, line.by_id AS "byId", p.name, p.handle, line.at, line.body, line.team_only AS "teamOnly"
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ ofTeam }) => ofTeam)}::boolean[]) AS item (id, of_team),
      LATERAL (
        SELECT * FROM case_message m WHERE m.review_item_id = item.id AND (item.of_team OR NOT m.team_only)
        ORDER BY m.at DESC, m.id DESC LIMIT ${mostLines}
      ) line
      LEFT JOIN person p ON p.id = line.by_id
    ORDER BY line.at, line.id`
  return byItem(rows)
}

function byItem<Line>(rows: Row<Line>[]): Map<string, Lines<Line>> {
  const found = new Map<string, Lines<Line>>()
  for (const row of rows) {
    const lines = found.get(row.itemId) ?? { newest: [], count: row.count }
    lines.newest.push(row)
    found.set(row.itemId, lines)
  }
  return found
}
