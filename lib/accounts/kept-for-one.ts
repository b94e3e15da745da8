/**
 * What is kept for one person alone, and goes when they leave: rows of a table whose column names them. One list for whoever forgets and
 * for the proof that it was forgotten (`afterword verify`); the database refuses new ones for those who have left (migration
 * 20261122151400), and a test holds that all three know the same places.
 */
export const keptForOne = [
  { table: 'session', column: 'person_id' },
  { table: 'identity', column: 'person_id' },
  { table: 'mail_link', column: 'person_id' },
  { table: 'api_token', column: 'person_id' },
  { table: 'reply_draft', column: 'person_id' },
  { table: 'notice', column: 'person_id' },
  { table: 'notice_setting', column: 'person_id' },
  { table: 'mail_clock', column: 'person_id' },
  { table: 'thread_visit', column: 'person_id' },
  { table: 'presence', column: 'person_id' },
  { table: 'follow', column: 'person_id' },
  { table: 'follow', column: 'author_id' },
  { table: 'mute', column: 'person_id' },
  { table: 'mute', column: 'muted_id' },
  { table: 'reading_choice', column: 'person_id' },
  { table: 'author_invitation', column: 'person_id' },
  { table: 'author_invitation', column: 'invited_by_id' },
] as const
