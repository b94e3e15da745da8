import type { Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { allowLists } from './allow-lists.ts'
import { prepareTree } from './prepare-tree.ts'
import type { RenderingOptions, RenderingProfile } from './rendering-profiles.ts'

/** A tree of anything, which is changed on the way, as a tree of allowed elements. What the allow-list does not know loses its tags and keeps its text. */
export function cleanTree(unsafe: Root, profile: RenderingProfile, options: RenderingOptions): Root {
  prepareTree(unsafe, profile, options)
  const clean = sanitize(unsafe, allowLists[profile])
  // `sanitize` returns a lone child in place of its root.
  if (clean.type === 'root') return clean
  return { type: 'root', children: clean.type === 'doctype' ? [] : [clean] }
}
