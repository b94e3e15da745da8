/** The moments at which the clock changes what readers see, with no row changing; each is the last before now of an index of its own. */
const moments = [
  // An essay appears at its hour, ...
  `SELECT max(publish_at) FROM post WHERE state = 'scheduled' AND publish_at <= now()`,
  // ... a text of one, ...
  `SELECT max(from_at) FROM publication WHERE from_at <= now()`,
  // ... a note, ...
  `SELECT max(at) FROM update_note WHERE at <= now()`,
  // ... and a conversation ends.
  `SELECT max((coalesce(published_at, publish_at) AT TIME ZONE 'UTC') + make_interval(days => comments_close_after_days)) AT TIME ZONE 'UTC' FROM post
   WHERE comments_close_after_days IS NOT NULL
     AND (coalesce(published_at, publish_at) AT TIME ZONE 'UTC') + make_interval(days => comments_close_after_days) <= now() AT TIME ZONE 'UTC'`,
]

/** When that last was. What the public views compare with the present moment stands here as well; a test holds that. */
export const lastTurn = `SELECT coalesce(greatest(${moments.map((moment) => `(${moment})`).join(', ')})::text, '') AS turn`
