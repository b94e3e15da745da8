import type { Reader } from '#components/moderation/live/live-state.ts'

/** What a tab of the desk says about its card. */
export type PresenceAct = 'hold' | 'take-over' | 'leave'

let tab = ''

/** The name of this tab, made when it first says something. Only https knows `randomUUID`. */
function tabName(): string {
  tab ||= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return tab
}

/**
 * Says to the server which card is read in this tab.
 * @returns who reads it then, or null; undefined when there was no answer. Presence is a courtesy: nothing waits for it
 */
export async function sayPresence(act: PresenceAct, itemId: string, signal?: AbortSignal): Promise<Reader | null | undefined> {
  try {
    const body = JSON.stringify({ act, tab: tabName(), itemId })
    const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, ...(signal && { signal }) })
    if (!answer.ok) return undefined
    const { holder }: { holder: Reader | null } = await answer.json()
    return holder
  } catch {
    return undefined
  }
}

/** The last word of a page that is being closed: the browser sends it after the page has gone. */
export function sayGone(itemId: string) {
  const body = new Blob([JSON.stringify({ act: 'leave', tab: tabName(), itemId })], { type: 'application/json' })
  navigator.sendBeacon(address, body)
}

const address = '/moderation/presence'
