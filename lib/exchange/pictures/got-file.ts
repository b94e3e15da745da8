/** Why a file of the old blog could not be had. */
export type FileTrouble =
  | 'missing' | 'refused' | 'elsewhere' | 'private' | 'unknown-host' | 'unreachable' | 'slow' | 'large' | 'broken-off' | 'no-picture' | 'moves' | 'pixels' | 'damaged' | 'too-many' | 'storage'

export type GotFile = { ok: true; bytes: Uint8Array } | { ok: false; trouble: FileTrouble }

/** Where files of the old blog come from: its server, or a copy of its folder. */
export type FileSource = {
  /** @param address as `pictureAddress` gives it */
  get(address: string): Promise<GotFile>
  /** Whether it is there, as far as that can be said without asking anybody else; null where it cannot. */
  has(address: string): Promise<boolean | null>
}

/** In bytes: twice what is taken from an author, since whoever moves cannot make old pictures smaller. */
export const largestFile = 32 * 1024 * 1024

/** What is said of each in a report. */
export const troubleWords: Record<FileTrouble, string> = {
  missing: 'not there',
  refused: 'the server refuses them',
  elsewhere: 'the server sends on to another host',
  private: 'the host has no public address',
  'unknown-host': 'the host has no address',
  unreachable: 'the server does not answer',
  slow: 'took too long',
  large: 'larger than 32 MB',
  'broken-off': 'broke off on the way',
  'no-picture': 'neither JPEG nor PNG nor WebP',
  moves: 'moving pictures',
  pixels: 'more pixels than are taken',
  damaged: 'damaged files',
  'too-many': 'more of them than an essay can have',
  storage: 'could not be stored',
}

export function isFileTrouble(word: string): word is FileTrouble {
  return Object.hasOwn(troubleWords, word)
}
