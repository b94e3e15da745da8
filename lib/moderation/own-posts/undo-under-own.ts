import { command } from '#lib/command.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { refuse } from '#lib/refusal.ts'

/** Authors take back what they decided themselves, by the same rules as moderators; see `decideUnderOwn`. */
export const undoUnderOwn = command({
  ...undoDecision,
  name: 'undo-under-own',
  least: 'author',
  permit: (viewer, { decision }) => (viewer.id !== null && decision.byId === viewer.id ? null : refuse('not-found', 'There is no such decision of yours.')),
})
