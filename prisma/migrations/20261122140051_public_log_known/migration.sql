-- Whether there is a public log, also before anything stands in it: one row while there is one, none otherwise.
CREATE VIEW published_log AS
SELECT value #>> '{}' AS shown FROM setting WHERE key = 'moderation.public-log' AND value IN ('"roles"', '"names"');

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_log TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;

-- What the public reads is named for what it is, not for what the team calls it.
ALTER VIEW published_decision RENAME COLUMN reason_code TO why;
