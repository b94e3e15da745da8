import { cookies } from 'next/headers'
import { readTheme, themeCookie } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'

/** In which colours this browser reads. */
export async function chosenTheme(): Promise<Theme> {
  return readTheme((await cookies()).get(themeCookie)?.value)
}
