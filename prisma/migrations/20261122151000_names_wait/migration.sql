-- A kind of item of its own. A value of an enumeration can be used once it is committed, so the rest is the next migration.
ALTER TYPE "review_kind" ADD VALUE 'name';
