import { readAgain } from '#lib/moderation/kinds/read-again.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'

/** Somebody whose text was rejected or taken down asks for another look: once a decision. */
export const appeal: ReviewKindModule = { kind: 'appeal', noun: 'appeal', ...readAgain }
