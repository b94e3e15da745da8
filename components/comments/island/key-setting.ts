import { recall, remember } from './remember.ts'

const place = 'afterword.thread-keys'

/** Whether single keys act. People who speak to their computer, or hit keys by accident, can turn them off (WCAG 2.1.4). */
export function keysAreOn(): boolean {
  return recall('localStorage', place) !== 'off'
}

export function turnKeys(on: boolean) {
  remember('localStorage', place, on ? 'on' : 'off')
}
