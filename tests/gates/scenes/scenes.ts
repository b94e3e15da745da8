import { accounts } from './accounts.ts'
import { comments } from './comments.ts'
import { desk } from './desk.ts'
import { essays } from './essays.ts'
import { house } from './house.ts'
import type { Scenes } from './scene.ts'

/** For every command that people carry out, something to carry it out on. */
export const scenes: Scenes = { ...accounts, ...comments, ...desk, ...essays, ...house }
