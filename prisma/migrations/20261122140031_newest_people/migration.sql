-- The list of people begins with the newest, however many there are.
CREATE INDEX "person_created_at_id_idx" ON "person"("created_at", "id");
