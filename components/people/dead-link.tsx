import type { DeadLink as State } from '#lib/people/read-mail-link.ts'

const titles: Record<State, string> = {
  unknown: 'We do not know this link',
  used: 'This link was used already',
  expired: 'This link is too old',
}

const sentences: Record<State, string> = {
  unknown: 'A part of it may have been lost on the way from the mail to the address bar.',
  used: 'Each link works once. If it was not you who used it, somebody else may read your mail.',
  expired: 'Links work for a short time only, to keep your account safe.',
}

/** Why a link from a mail does nothing. What to do instead follows it. */
export function DeadLink({ state }: { state: State }) {
  return (
    <>
      <h1 className="page-title">{titles[state]}</h1>
      <p>{sentences[state]}</p>
    </>
  )
}
