import { noDescription } from './describe-images.ts'

/** How many images of a text nobody has described yet. @param html of our renderer */
export function undescribed(html: string): number {
  return html.split(`alt="${noDescription}"`).length - 1
}
