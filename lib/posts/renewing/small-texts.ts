import { COMMENT_RENDERER_VERSION, RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import type { RenderingOptions, RenderingProfile } from '#lib/rendering/rendering-profiles.ts'

/** A kind of text beside the essays, by its table, and how it is rendered where it is saved. */
export type SmallKind = { profile: RenderingProfile; options: RenderingOptions; version: number }

/** Texts of which only what they look like is kept: notes on essays, what a series is about, pages of the house, words above a form, who somebody is. */
export const smallKinds = {
  update_note: { profile: 'essay', options: {}, version: RENDERER_VERSION },
  series: { profile: 'essay', options: { idPrefix: 'series' }, version: RENDERER_VERSION },
  house_text: { profile: 'essay', options: {}, version: RENDERER_VERSION },
  post: { profile: 'comment', options: { idPrefix: 'own' }, version: COMMENT_RENDERER_VERSION },
  person: { profile: 'comment', options: { idPrefix: 'biography' }, version: COMMENT_RENDERER_VERSION },
} as const satisfies Record<string, SmallKind>

export type SmallKindName = keyof typeof smallKinds

export const smallKindNames = Object.keys(smallKinds) as SmallKindName[]
