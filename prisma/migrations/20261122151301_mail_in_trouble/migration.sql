-- What could not be sent is what administrators look for first.
CREATE INDEX mail_in_trouble ON mail (created_at) WHERE sent_at IS NULL AND trouble <> '';
