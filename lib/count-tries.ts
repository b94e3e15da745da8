import type { Pool, QueryResult } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { RateLimiterRes } from 'rate-limiter-flexible'

type Counted = { points: number; expire: string; left: number }

/** What the package keeps to itself, as far as it is said differently here. */
type Inner = new (options: ConstructorParameters<typeof RateLimiterPostgres>[0]) => RateLimiterPostgres & {
  _query(question: { name: string; text: string; values: unknown[] }): Promise<QueryResult<Counted>>
  _getRateLimiterRes(key: string, points: number, result: QueryResult<Counted>): RateLimiterRes
}

/** In milliseconds, as the table has it. */
const now = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`

/**
 * Counts tries by the clock of the database, which all processes share. By their own, one whose clock is ahead would forget what the others count,
 * and leave counts behind that keep people out for as long as it is ahead.
 */
class TriesByDatabase extends (RateLimiterPostgres as unknown as Inner) {
  _upsert(key: string, points: number, milliseconds: number): Promise<QueryResult<Counted>> {
    const text = `INSERT INTO rate_limit AS kept (key, points, expire) VALUES ($1, $2, ${now} + $3)
      ON CONFLICT (key) DO UPDATE SET points = CASE WHEN kept.expire <= ${now} THEN excluded.points ELSE kept.points + excluded.points END,
        expire = CASE WHEN kept.expire <= ${now} THEN excluded.expire ELSE kept.expire END
      RETURNING points, expire, (expire - ${now})::float8 AS left`
    return this._query({ name: 'count', text, values: [key, points, milliseconds] })
  }

  override _getRateLimiterRes(key: string, points: number, result: QueryResult<Counted>): RateLimiterRes {
    return Object.assign(super._getRateLimiterRes(key, points, result), { msBeforeNext: Math.max(0, result.rows[0]?.left ?? 0) })
  }

  async clearExpired(): Promise<void> {
    await this._query({ name: 'clear', text: `DELETE FROM rate_limit WHERE expire < ${now} - 3600000`, values: [] }).catch(() => {})
  }
}

/** Counts the tries of one kind. */
export function triesByDatabase(pool: Pool, { name, points, seconds }: { name: string; points: number; seconds: number }): RateLimiterPostgres {
  return new TriesByDatabase({ storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, keyPrefix: name, points, duration: seconds })
}
