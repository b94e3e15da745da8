import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'

/** Words of a text that are looked at, from its beginning. */
const wordsRead = 400

/** Words that are looked for at most: of those that hardly any text has, of those that some have, and of those that many have. */
const most = { rare: 10, known: 8, common: 8 }

/** A word tells something by itself while it stands in no more than this share of all texts, or in hardly any. */
const toldByFew = { share: 0.05, texts: 3 }

/** With fewer telling words than this, words that many texts have are looked for too: several of them together. */
const enough = 4

/** Texts that are expected: for all single words, and for several common words together. A million texts are so searched as fast as a thousand. */
const textsExpected = { alone: 1_500, together: 200 }

type Word = { word: string; frequency: number; known: boolean; telling: boolean; texts: number }

/** What tells a text from others: its telling words, and queries of PostgreSQL for texts that share them, the rarest first. Null when nothing does. */
export type Telling = { words: string[]; queries: string[] } | null

/**
 * Finds what tells a text from others, by how rare its words are. That stands in the statistics that PostgreSQL keeps of the index of
 * all words; what it does not know there is rare.
 * @param revisionId a text of a comment
 */
export async function tellingWords(revisionId: string): Promise<Telling> {
  const words = await readWords(revisionId)
  const alone = tellingAlone(words)
  const common = alone.length < enough ? words.filter(({ telling }) => !telling).slice(0, most.common) : []
  const queries = [...alone.map(({ word }) => quoted(word)), ...groupsOf(common)]
  return queries.length > 0 ? { words: [...alone, ...common].map(({ word }) => word), queries } : null
}

function tellingAlone(words: Word[]): Word[] {
  const told = words.filter(({ telling }) => telling)
  const chosen = [...told.filter(({ known }) => !known).slice(0, most.rare), ...told.filter(({ known }) => known).slice(0, most.known)]
  let expected = 0
  return chosen.filter(({ texts }) => (expected += texts) <= textsExpected.alone)
}

/** Neighbours in rarity, so many together that few texts have them all. */
function groupsOf(words: Word[]): string[] {
  const groups: string[] = []
  for (let start = 0; start < words.length; start++) {
    const group: Word[] = []
    let texts = Infinity
    for (const word of words.slice(start)) {
      texts = group.length === 0 ? word.texts : texts * word.frequency
      group.push(word)
      if (texts <= textsExpected.together) break
    }
    if (texts > textsExpected.together && start > 0) break
    if (group.length > 1) groups.push(`(${group.map(({ word }) => quoted(word)).join(' & ')})`)
  }
  return groups
}

/** A lexeme as a query has it, whatever signs it holds. */
function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** The words of a text, the rarest first. What is known of words is looked up by the word: there may be a thousand of them, and hundreds in the text. */
function readWords(revisionId: string): Promise<Word[]> {
  return reader().$queryRaw<Word[]>(planOnce(Prisma.sql`
    WITH words AS (
      SELECT lexeme AS word FROM comment_revision r, unnest(to_tsvector('simple', left(r.text, 20000)))
      WHERE r.id = ${revisionId}::uuid AND length(lexeme) BETWEEN 3 AND 60 AND lexeme !~ '^[0-9]+$' LIMIT ${fixed(wordsRead)}
    ),
    statistics AS (
      SELECT most_common_elems::text::text[] AS words, most_common_elem_freqs AS frequencies
      FROM pg_stats WHERE schemaname = current_schema AND tablename = 'comment_revision_words' LIMIT 1
    ),
    known AS MATERIALIZED (
      SELECT jsonb_object(words, frequencies[1:cardinality(words)]::text[]) AS frequencies, (SELECT min(f) FROM unnest(frequencies[1:cardinality(words)]) f) AS least FROM statistics
    ),
    judged AS (
      SELECT words.word, coalesce((known.frequencies ->> words.word)::float, known.least, 0)::float AS frequency, coalesce(known.frequencies ? words.word, false) AS known
      FROM words LEFT JOIN known ON true
    )
    SELECT word, frequency, known, greatest(1, frequency * c.reltuples)::float AS texts,
      NOT known OR frequency < ${toldByFew.share}::float OR frequency * c.reltuples <= ${toldByFew.texts}::float AS telling
    FROM judged, pg_class c
    WHERE c.oid = 'comment_revision'::regclass AND (known OR length(word) > 3)
    ORDER BY frequency, length(word) DESC, word LIMIT 60`))
}
