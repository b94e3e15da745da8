-- A measure ends in a year that can be written with four digits, or it cannot be read back. What was to end later has no end.
ALTER TABLE measure DISABLE TRIGGER measure_keep;
UPDATE measure SET until = NULL WHERE until >= '10000-01-01 00:00:00+00' AND kind <> 'banned';
ALTER TABLE measure ENABLE TRIGGER measure_keep;
ALTER TABLE measure ADD CONSTRAINT measure_end_readable CHECK (until IS NULL OR until < '10000-01-01 00:00:00+00');
