import { randomUUID } from 'node:crypto'
import { writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import type { RefusalCode } from '#lib/refusal.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut } from '../../cast.ts'
import type { World } from '../people.ts'

/** What a command is tried on: an input that is right in every way, so that only who asks can be wrong. */
export type Scene = {
  input: unknown
  /** Whose the thing is. */
  owner?: SignedIn
  /** A moderator who has a part in the matter. They may not do it, and whose input may name another thing. */
  party?: SignedIn
  partyInput?: unknown
  /** How those are refused who may not, where it is neither that it is not for them nor that it is not there. */
  otherwise?: RefusalCode[]
  /** What a form sends where it is not the input as it stands. */
  fields?: Record<string, string>
}

export type Scenes = Record<string, (world: World) => Promise<Scene>>

/** An essay of Ada's with Cai beside her; Fay was one of its authors, and Ina is asked to be. */
export async function essayOf(world: World, published = true): Promise<{ id: string; slug: string; draftVersion: number }> {
  const { ada, cai, ina } = world
  const { id, slug } = await carryOut(createPost, ada, { title: `An essay ${randomUUID()}`, body: 'One thing, and then another.' })
  if (published) await carryOut(publishPost, ada, { postId: id })
  await writer().authorship.create({ data: { postId: id, personId: cai.id, position: 1 } })
  await writer().authorInvitation.create({ data: { postId: id, personId: ina.id, invitedById: ada.id, invitedAt: new Date() } })
  return { id, slug, draftVersion: await draftVersionOf(id) }
}

/** The version of the draft of an essay, as it is now. */
export async function draftVersionOf(id: string): Promise<number> {
  return (await writer().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion
}
