import { reader } from '#lib/database.ts'

/** Words of a text that are looked at, from its beginning. */
const wordsRead = 400

/** Words that are looked for at most: of those that hardly any text has, and of those that some have. */
const most = { rare: 10, known: 8 }

/** A word tells something while it stands in no more than this share of all texts, or in hardly any. */
const toldByFew = { share: 0.05, texts: 3 }

/** All words together are expected in no more texts than this, so that a million texts are searched as fast as a thousand. */
const textsExpected = 1_500

type Word = { word: string; frequency: number; known: boolean; texts: number }

/**
 * The words that tell a text from others, the rarest first, as the index of all comments has them. How rare a word is stands in the
 * statistics that PostgreSQL keeps of that index; what it does not know there is rare.
 * @param revisionId a text of a comment
 */
export async function tellingWords(revisionId: string): Promise<string[]> {
  const words = await readWords(revisionId)
  const told = [...words.filter(({ known }) => !known).slice(0, most.rare), ...words.filter(({ known }) => known).slice(0, most.known)]
  let expected = 0
  return told.filter(({ texts }) => (expected += texts) <= textsExpected).map(({ word }) => word)
}

function readWords(revisionId: string): Promise<Word[]> {
  return reader().$queryRaw<Word[]>`
    WITH words AS (
      SELECT lexeme AS word FROM comment_revision r, unnest(to_tsvector('simple', left(r.text, 20000)))
      WHERE r.id = ${revisionId}::uuid AND length(lexeme) BETWEEN 3 AND 60 AND lexeme !~ '^[0-9]+$' LIMIT ${wordsRead}
    ),
    statistics AS (
      SELECT most_common_elems::text::text[] AS words, most_common_elem_freqs AS frequencies
      FROM pg_stats WHERE schemaname = current_schema AND tablename = 'comment_revision_words'
    ),
    known AS (SELECT e.word, e.frequency FROM statistics, unnest(words, frequencies[1:cardinality(words)]) AS e(word, frequency)),
    least AS (SELECT min(frequency) AS frequency FROM known),
    judged AS (
      SELECT words.word, coalesce(known.frequency, least.frequency, 0)::float AS frequency, known.word IS NOT NULL AS known
      FROM words CROSS JOIN least LEFT JOIN known ON known.word = words.word
    )
    SELECT word, frequency, known, greatest(1, frequency * c.reltuples)::float AS texts
    FROM judged, pg_class c
    WHERE c.oid = 'comment_revision'::regclass AND (known OR length(word) > 3)
      AND (NOT known OR frequency < ${toldByFew.share} OR frequency * c.reltuples <= ${toldByFew.texts})
    ORDER BY frequency, length(word) DESC, word`
}
