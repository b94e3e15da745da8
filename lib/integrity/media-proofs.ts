import type pg from 'pg'
import { reader } from '#lib/database.ts'
import type { Proof, ProofQuery } from '#lib/integrity/proof-query.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'

/** Texts that may show images, by the name under which their uses are known. */
const texts = [
  `SELECT 'post_revision' AS used_by, id, concat_ws(' ', source, html, cover::text) AS words FROM post_revision WHERE source LIKE '%/media/%' OR html LIKE '%/media/%' OR cover IS NOT NULL`,
  `SELECT 'house_text', id, concat_ws(' ', source, html) FROM house_text`,
  `SELECT 'series', id, concat_ws(' ', description, description_html) FROM series`,
  `SELECT 'update_note', id, concat_ws(' ', body, html) FROM update_note`,
]

/**
 * Worked out anew from the texts themselves: of every image that is there it is known which saved texts name it and which do not, and of one that
 * goes, that none does.
 */
const used: ProofQuery = {
  name: 'images',
  things: 'uses of images',
  fault: 'are not known, are known of no text, or are of an image that goes',
  sql: `
    SELECT coalesce(n.used_by, u.used_by) || ' ' || coalesce(n.id, u.used_id) || ' and image ' || m.name AS about,
      n.id IS NULL OR (m.gone_at IS NULL) <> (u.used_id IS NOT NULL) AS wrong
    FROM (SELECT DISTINCT t.used_by, t.id, (regexp_matches(t.words, '/media/([0-9a-f]{24}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3})(?![0-9])', 'g'))[1] AS name
      FROM (${texts.join(' UNION ALL ')}) t) n
    FULL JOIN media_use u ON u.used_by = n.used_by AND u.used_id = n.id AND u.name = n.name
    JOIN media m ON m.name = coalesce(n.name, u.name)`,
}

/** What must be true of images. */
export const mediaProofs: ProofQuery[] = [used]

/** Images whose files are looked for at the same time. */
const atATime = 16

/** The names of all images that may be shown. */
export async function readKept(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM media WHERE kept_at IS NOT NULL AND gone_at IS NULL ORDER BY name')
  return rows.map(({ name }) => name)
}

/**
 * Of some images all files are there, in all their sizes. One that is deleted while they are looked for is none any more.
 * @param names as {@link readKept} gives them
 */
export async function proveFiles(names: string[], store: MediaStore): Promise<Proof> {
  const name = 'files of images'
  const counted = `${grouped(names.flatMap(filesNamed).length)} files of ${grouped(names.length)} images`
  try {
    const missing = await findMissing(names, store)
    if (missing.length === 0) return { name, ok: true, detail: counted }
    return { name, ok: false, detail: `${grouped(missing.length)} of ${counted} are missing or empty, such as ${missing[0]}` }
  } catch (error) {
    return { name, ok: false, detail: `the store for images cannot be asked for ${counted}: ${error instanceof Error ? error.message : 'it does not say why'}` }
  }
}

async function findMissing(names: string[], store: MediaStore): Promise<string[]> {
  const missing: string[] = []
  for (let from = 0; from < names.length; from += atATime) {
    const looked = await Promise.all(names.slice(from, from + atATime).map(async (image) => ({ image, lacking: await lackingOf(image, store) })))
    for (const { image, lacking } of looked) if (lacking.length > 0 && (await isThere(image))) missing.push(...lacking)
  }
  return missing
}

async function lackingOf(image: string, store: MediaStore): Promise<string[]> {
  const files = filesNamed(image)
  const there = await Promise.all(files.map((file) => store.has(file)))
  return files.filter((_, at) => !there[at])
}

function filesNamed(image: string): string[] {
  const media = readMediaUrl(mediaUrlOf(image))
  return media ? filesOf(media) : []
}

/** Asked of the present, beside the moment that the proofs read. */
async function isThere(name: string): Promise<boolean> {
  return (await reader().media.count({ where: { name, goneAt: null } })) > 0
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
