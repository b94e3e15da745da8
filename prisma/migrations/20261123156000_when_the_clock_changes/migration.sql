-- Twice a second, while pages are read, it is asked when the clock last changed what readers see: each of these moments is the last before now of one order.
CREATE INDEX "publication_from_at_idx" ON "publication"("from_at");
CREATE INDEX "update_note_at_idx" ON "update_note"("at");

-- The same moment as in published_post, which is read in universal time. There it is a time with its zone, whose days may differ in length, which no index can hold.
DROP INDEX post_closing_idx;
CREATE INDEX post_closing_idx ON post (((coalesce(published_at, publish_at) AT TIME ZONE 'UTC') + make_interval(days => comments_close_after_days)))
  WHERE comments_close_after_days IS NOT NULL;
