import { publicReader } from '#lib/database.ts'

/** Somebody as named beside an essay. */
export type Author = { id: string; handle: string; name: string }

/** The authors of several posts, each post's in their order. */
export async function readAuthors(postIds: string[]): Promise<Map<string, Author[]>> {
  const authorships = await publicReader().publishedAuthorship.findMany({
    where: { postId: { in: postIds } },
    orderBy: [{ position: 'asc' }, { personId: 'asc' }],
  })
  const people = await publicReader().publishedPerson.findMany({
    where: { id: { in: [...new Set(authorships.map((each) => each.personId))] } },
    select: { id: true, handle: true, name: true },
  })
  const byId = new Map(people.map((person) => [person.id, person]))
  const authors = new Map<string, Author[]>(postIds.map((id) => [id, []]))
  for (const { postId, personId } of authorships) {
    const person = byId.get(personId)
    if (person) authors.get(postId)?.push(person)
  }
  return authors
}
