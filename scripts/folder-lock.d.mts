export type FolderLock = { release: () => Promise<void> }

/** Holds a folder for one purpose and this process, or returns nothing when another process holds it. */
export function lockFolder(folder: string, purpose: string): Promise<FolderLock | undefined>

/** Does `work` while holding the folder, after waiting for whoever holds it now. */
export function withFolder<T>(folder: string, purpose: string, work: () => Promise<T>): Promise<T>
