/** For programs whose own output must stay clean. */
export function showProgressOn(stream: NodeJS.WriteStream): void

/** Runs `work` and shows it in the terminal as one line with its duration. */
export function stage<T>(name: string, work: () => T | Promise<T>): Promise<T>
