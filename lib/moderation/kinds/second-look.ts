import { readAgain } from '#lib/moderation/kinds/read-again.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'

/** A moderator asks somebody else to read a decision again, most often one that came before their own. */
export const secondLook: ReviewKindModule = { kind: 'second_look', noun: 'second look', ...readAgain }
