import type { FoundWork } from '#components/writing/editor/works/find-works.ts'

const eventName = 'writing:work'

/** Names a work below the text of an essay, where a row is free and none names it yet. */
export function nameWork(form: HTMLFormElement, work: FoundWork): void {
  form.dispatchEvent(new CustomEvent<FoundWork>(eventName, { detail: work }))
}

/** Hears of works that are named so. @returns what ends it */
export function onNamedWork(form: HTMLFormElement, hear: (work: FoundWork) => void): () => void {
  const listen = (event: Event) => {
    if (event instanceof CustomEvent) hear(event.detail as FoundWork)
  }
  form.addEventListener(eventName, listen)
  return () => form.removeEventListener(eventName, listen)
}
