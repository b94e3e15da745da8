/** What a form shows after it was sent. It travels between server action and page, with and without JavaScript. */
export type FormState = {
  status: 'fresh' | 'done' | 'refused'
  /** One sentence above the form. */
  message?: string
  /** Sentences beside single fields. */
  fields?: Record<string, string>
  /** What the person had written, so that nothing is lost. Never passwords. */
  values?: Record<string, string>
  /** What the command answered. */
  value?: unknown
}

export const fresh: FormState = { status: 'fresh' }

/** A server action as a form calls it through `useActionState`, with and without JavaScript. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>
