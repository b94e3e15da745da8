import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from '#lib/database.ts'
import { networkOf } from '#lib/limits.ts'
import { orderedId } from '#lib/ordered-id.ts'

/** What stands in the security log, in the order in which one looks for it. */
export const securityKinds = [
  'sign-in', 'failed-sign-in', 'sign-out', 'signed-out-everywhere', 'refused', 'account-made', 'account-deleted', 'address-proved', 'password-changed', 'role-changed', 'measure-taken', 'measure-lifted',
  'token-made', 'tokens-ended', 'way-in-added', 'link-made', 'link-ended', 'essay-opened', 'essay-closed', 'setting-changed', 'data-taken', 'backup-made', 'restored',
] as const
export type SecurityKind = (typeof securityKinds)[number]

/** One thing that happened. No text of anybody has a place in it. */
export type SecurityEvent = {
  kind: SecurityKind
  /** Whose account it is about; null where there is none. */
  personId: string | null
  /** Who did it; null for the command line, and for somebody who is not known. */
  byId: string | null
  /** A word of ours that says more: a way in, a role, a setting. */
  about?: string
}

/** Writes down what happens in this transaction, so that neither is there without the other. */
export async function noteEvent(tx: Pick<Transaction, '$executeRaw'>, { kind, personId, byId, about = '' }: SecurityEvent, now: Date): Promise<void> {
  const { request, network } = askedFrom()
  await tx.$executeRaw`
    INSERT INTO security_event (id, at, kind, person_id, by_id, about, request, network)
    VALUES (${orderedId()}::uuid, ${now}::timestamptz, ${kind}, ${personId}::uuid, ${byId}::uuid, ${about}, ${request}, ${network})`
}

/** Writes down that somebody was refused something for want of a right: once in an hour for each of these things. */
export async function noteRefused(tx: Pick<Transaction, '$executeRaw'>, personId: string, about: string): Promise<void> {
  const { request, network } = askedFrom()
  await tx.$executeRaw`
    INSERT INTO security_event (id, at, kind, person_id, by_id, about, request, network)
    SELECT ${orderedId()}::uuid, clock_timestamp(), 'refused', ${personId}::uuid, ${personId}::uuid, ${about}, ${request}, ${network}
    WHERE NOT EXISTS (SELECT FROM security_event e WHERE e.person_id = ${personId}::uuid AND e.at > clock_timestamp() - interval '1 hour' AND e.kind = 'refused' AND e.about = ${about})`
}

/** Kept by lib/http/request-context.ts; empty at the command line and in tests of the core. */
const shared = globalThis as typeof globalThis & { afterwordRequests?: AsyncLocalStorage<{ id: string; address: string }> }

/** The request that is being answered, and the network that it came from. */
function askedFrom(): { request: string; network: string } {
  const context = shared.afterwordRequests?.getStore()
  return { request: context?.id ?? '', network: networkPrefix(context?.address ?? '') }
}

/** Where an address is, and not whose it is: the first three numbers of an IPv4 address, the first three groups of an IPv6 one. */
export function networkPrefix(address: string): string {
  const network = networkOf(address)
  if (/^\d+\.\d+\.\d+\.\d+$/.test(network)) return `${network.split('.').slice(0, 3).join('.')}.0/24`
  return network.endsWith('::/64') ? `${network.split(':').slice(0, 3).join(':')}::/48` : ''
}
