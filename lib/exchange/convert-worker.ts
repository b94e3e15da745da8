import { serveTasks } from '#lib/rendering/serve-tasks.ts'
import { convertMarkup } from './wordpress-markup.ts'

serveTasks(convertMarkup)
