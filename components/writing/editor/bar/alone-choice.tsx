import { sayKeys } from '../commands.ts'

/** The keys that do the same as the button. */
export const aloneKeys = 'Mod-Shift-f'

/** Takes everything but the text away, and brings it back. What is selected in the text stays so. */
export function AloneChoice({ alone, mac, set }: { alone: boolean; mac: boolean; set: (alone: boolean) => void }) {
  return (
    <button type="button" className="writing-tool writing-alone" title={sayKeys(aloneKeys, mac)} onMouseDown={(event) => event.preventDefault()} onClick={() => set(!alone)}>
      {alone ? 'Leave full page' : 'Full page'}
    </button>
  )
}
