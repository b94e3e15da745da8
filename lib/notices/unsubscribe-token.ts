import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'
import { topics } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'

/** What a link in a mail ends: everything about one conversation, or mail about some topics. */
export type Scope = { postId: string } | { topics: Topic[] }

export type Unsubscription = { personId: string; scope: Scope }

/** The word in a link that ends mail. It is signed and says everything itself, so it works for as long as the secret of the site does. */
export function signUnsubscription({ personId, scope }: Unsubscription): string {
  const said = 'postId' in scope ? `c-${pack(scope.postId)}` : scope.topics.join('-')
  const word = `${pack(personId)}.${said}`
  return `${word}.${signature(word)}`
}

/** What such a word says; null when it is not one of ours. */
export function readUnsubscription(token: string): Unsubscription | null {
  const [person = '', said = '', signed = '', ...more] = token.split('.')
  const expected = Buffer.from(signature(`${person}.${said}`))
  const given = Buffer.from(signed)
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const [kind, ...rest] = said.split('-')
  if (kind === 'c') return { personId: unpack(person), scope: { postId: unpack(rest.join('-')) } }
  return { personId: unpack(person), scope: { topics: topics.filter((topic) => said.split('-').includes(topic)) } }
}

function pack(id: string): string {
  return id.replaceAll('-', '')
}

/** Only of what was signed here, so it is an id. */
function unpack(packed: string): string {
  return packed.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function signature(word: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`afterword.unsubscribe\n${word}`).digest('base64url').slice(0, 32)
}
