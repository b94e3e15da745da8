import type { MatterModule } from '#lib/moderation/matters/matter.ts'
import { putNameOn, takeNameOff } from '#lib/moderation/names/put-name-on.ts'
import { takeTurn } from '#lib/people/take-turn.ts'

/** A name that somebody wants to go by. Nobody is told that somebody has another one. */
export const nameMatter: MatterModule = {
  type: 'name',
  word: 'name',
  async lock(tx, { personId }) {
    if (personId) await takeTurn(tx, personId)
  },
  async write(tx, { matter, text }, { state, approvedRevisionId }) {
    await putNameOn(tx, matter.id, state)
    return { ok: true, approvedRevisionId: state === 'published' ? text.id : approvedRevisionId }
  },
  async restore(tx, { id }) {
    await takeNameOff(tx, id)
    return null
  },
  beside: () => null,
  rivals: ({ personId }) => ({ personId }),
  announce: async () => {},
}
