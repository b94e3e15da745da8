import { serveTasks } from '#lib/rendering/serve-tasks.ts'
import { rewriteText } from './rewrite-text.ts'

serveTasks(rewriteText)
