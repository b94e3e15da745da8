import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { giveBack, networkOf, takeLimit, takeLimits } from '#lib/limits.ts'
import { verifyNothing, verifyPassword } from '#lib/people/hash-password.ts'
import type { StartedSession } from '#lib/people/open-session.ts'
import { noteFailedSignIn } from '#lib/people/security/note-failed-sign-in.ts'
import { startSession, wrongPassword } from '#lib/people/start-session.ts'
import { refuseField } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'

type Candidate = { id: string; passwordHash: string }

/** Several accounts may claim one address; so many are tried, and always so many hashes are computed. */
const candidatesTried = 3

/**
 * Signs in with e-mail address or handle and a password. Whatever exists, the work and the answers are the same.
 * @param from the address on the network that the request came from
 */
export async function signInByPassword(input: { who: string; password: string }, from: string): Promise<Outcome<StartedSession>> {
  const who = input.who.trim().replace(/^@/, '').toLowerCase()
  if (who === '' || input.password === '') return refuseEmpty(who)
  if (who.length > 254 || input.password.length > 1000) return wrongPassword()
  const counted = [['sign-in-network', networkOf(from)], ['sign-in-account', who]] as const
  const tooMany = await takeLimits(counted)
  if (tooMany) return tooMany

  const candidates = await readCandidates(who)
  const person = await findPerson(who, candidates, input.password)
  if (!person) {
    await runCommand(noteFailedSignIn, anonymous, { personId: candidates[0]?.id ?? null })
    return wrongPassword()
  }
  await Promise.all([...counted, ['sign-in-person', person.id] as const].map(([name, key]) => giveBack(name, key)))
  return runCommand(startSession, anonymous, { personId: person.id, checkedHash: person.passwordHash })
}

function refuseEmpty(who: string): Refusal {
  if (who === '') return refuseField('who', 'Please give your e-mail address or handle.')
  return refuseField('password', 'Please give your password.')
}

async function findPerson(who: string, candidates: Candidate[], password: string): Promise<Candidate | null> {
  const places = Array.from({ length: candidatesTried }, (_, place) => candidates[place] ?? null)
  const matches = await Promise.all(places.map((candidate, place) => checkCandidate(candidate, password, `${who} ${place}`)))
  return places.find((_, place) => matches[place]) ?? null
}

/** The owner of an address comes before those who only claim it, older claims before newer ones. */
function readCandidates(who: string): Promise<Candidate[]> {
  return reader().$queryRaw<Candidate[]>`
    SELECT id, coalesce(password_hash, '') AS "passwordHash" FROM person
    WHERE handle = ${who} OR email = ${who}
    ORDER BY email_verified_at IS NULL, created_at, id LIMIT ${candidatesTried}`
}

/** Every guess at a person counts, by whichever name; over the limit even the right password is wrong. */
async function checkCandidate(candidate: Candidate | null, password: string, place: string): Promise<boolean> {
  const tooMany = await takeLimit('sign-in-person', candidate?.id ?? place)
  if (!candidate?.passwordHash) return verifyNothing(password)
  return (await verifyPassword(candidate.passwordHash, password)) && !tooMany
}
