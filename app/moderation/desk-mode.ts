import { cookies } from 'next/headers'
import type { DeskMode } from '#lib/moderation/desk/read-desk.ts'

export const deskModeCookie = 'afterword_desk'

/** One card at a time unless the address, or else the browser, says that this person likes lists. */
export async function deskMode(asked: string | undefined): Promise<DeskMode> {
  const wish = asked || (await cookies()).get(deskModeCookie)?.value
  return wish === 'list' ? 'list' : 'one'
}
