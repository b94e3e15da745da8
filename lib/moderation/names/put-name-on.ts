import type { CommentState } from '#database'
import type { Transaction } from '#lib/database.ts'

/** What a verdict does to a name that waited: approved, its person goes by it from now on, everywhere. Their turn is taken. */
export async function putNameOn(tx: Transaction, nameId: string, state: CommentState): Promise<void> {
  const { name, personId, person } = await tx.chosenName.findUniqueOrThrow({ where: { id: nameId }, select: { name: true, personId: true, person: { select: { name: true } } } })
  const approved = state === 'published'
  await tx.chosenName.update({ where: { id: nameId }, data: { state, ...(approved && { former: person.name }) }, select: { id: true } })
  if (approved) await tx.person.update({ where: { id: personId }, data: { name }, select: { id: true } })
}

/** The verdict on a name is taken back: it waits again, and its person goes by the one before where it was approved. */
export async function takeNameOff(tx: Transaction, id: string): Promise<void> {
  const { personId, former } = await tx.chosenName.findUniqueOrThrow({ where: { id }, select: { personId: true, former: true } })
  await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
  if (former !== null) await tx.person.update({ where: { id: personId }, data: { name: former }, select: { id: true } })
  await tx.chosenName.update({ where: { id }, data: { state: 'held', former: null }, select: { id: true } })
  await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
}
