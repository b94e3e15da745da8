/** For programs whose own output must stay clean. */
export function showProgressOn(stream: NodeJS.WriteStream): void

/** Runs `work` and shows it in the terminal as one line with its duration. `tell` says how far it is, while it goes on. */
export function stage<T>(name: string, work: (tell: (words: string) => void) => T | Promise<T>): Promise<T>

/** Runs `work` without showing it; how long it took is a measure of its name, as of every stage, for whoever observes. */
export function step<T>(name: string, work: () => T | Promise<T>): Promise<T>
