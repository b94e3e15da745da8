-- How often each rule refused is counted from the audit log: without reading the commands of all that time.
CREATE INDEX audit_event_refusal ON audit_event (at, subject_id) WHERE command = 'note-refusal';
