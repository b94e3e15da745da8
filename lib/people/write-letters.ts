import type { Letter } from '#lib/mail/queue-mail.ts'
import { siteAddress, writeLetter } from '#lib/mail/write-letter.ts'

/** How long a link signs in, and how long one proves an address. */
export const signInLinkMinutes = 30
export const verifyLinkHours = 24

/** A link to sign in with, for each account that claims the address; mostly one. */
export function signInLetter(to: string, accounts: readonly { handle: string; secret: string }[], then: string): Letter {
  const target = then === '' ? '' : `&then=${encodeURIComponent(then)}`
  const links = accounts.map(({ handle, secret }) => `Sign in as @${handle}:\n${siteAddress(`/sign-in/link?token=${secret}${target}`)}`)
  return writeLetter({
    to,
    subject: 'Your sign-in link for Afterword',
    parts: [
      'Somebody, most likely you, asked to sign in to Afterword with this address.',
      ...links,
      `It works once, within ${signInLinkMinutes} minutes. The page that opens has a button; nothing happens before you press it.`,
      'If it was not you, you can ignore this mail. Nobody gets in without it.',
    ],
  })
}

/** Asks a new person to show that the address is theirs. */
export function verifyLetter(to: string, handle: string, secret: string): Letter {
  return writeLetter({
    to,
    subject: 'Is this your address? Afterword',
    parts: [
      `The account @${handle} on Afterword gave this address. If you made it, please say so here:`,
      siteAddress(`/account/verify?token=${secret}`),
      `The link works for ${verifyLinkHours} hours.`,
      'If you did not make this account, please do not press the button. Without it the account cannot use your address.',
    ],
  })
}

/** Tells the owner of a proved address that somebody signed up with it once more. */
export function alreadyHereLetter(to: string, handle: string): Letter {
  return writeLetter({
    to,
    subject: 'You already have an account on Afterword',
    parts: [
      `Somebody made a new account on Afterword with this address. It belongs to your account @${handle} already, and stays yours: the new account cannot use it.`,
      'If it was you, you can sign in here instead, with your password or with a link by mail:',
      siteAddress('/sign-in'),
      'If it was not you, there is nothing to do.',
    ],
  })
}

/** Tells somebody that their password is another one now. */
export function passwordChangedLetter(to: string, handle: string): Letter {
  return writeLetter({
    to,
    subject: 'Your password was changed',
    parts: [
      `The password of your account @${handle} on Afterword was changed, and all other browsers were signed out.`,
      'If it was not you, have a sign-in link sent to you and choose a new password at once:',
      siteAddress('/sign-in'),
    ],
  })
}
