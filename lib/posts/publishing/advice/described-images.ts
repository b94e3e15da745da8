import type { Check } from '#lib/posts/publishing/advice/advice.ts'
import { undescribed } from '#lib/rendering/undescribed.ts'

/** Who cannot see a picture is told what is on it, or that it is decoration. */
export const describedImages: Check = ({ html }) => {
  const count = undescribed(html)
  if (count === 0) return []
  return [{ sentence: count === 1 ? 'A picture has no description. Say what is to be seen, or that it is decoration.' : `${count} pictures have no description. Say what is to be seen, or that they are decoration.`, found: [] }]
}
