/**
 * Whether a post has an address by which readers may know it. One that was only begun has its id for one: its title can change at every key
 * without taking an address away from anybody, and becomes the address when the post first appears.
 */
export function hasOwnSlug({ id, slug }: { id: string; slug: string }): boolean {
  return slug !== id
}
