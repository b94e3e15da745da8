import { readFileSync } from 'node:fs'

/** The heap of a process as V8 writes it down: numbers in rows, and the words that they point to. */
type Written = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[]; edge_types: [string[]] } }
  nodes: number[]
  edges: number[]
  strings: string[]
}

/** Things of one kind that are there. */
type Things = { count: number; bytes: number }

export type Snapshot = { things: Map<string, Things>; newest: number; written: Written }

/** What was made after another look and is held by something that was there before. */
export type Holder = { holder: string; bytes: number; count: number; most: string }

/** How far up the way from what is held to the root is told. */
const steps = 6

export function readSnapshot(file: string): Snapshot {
  const written: Written = JSON.parse(readFileSync(file, 'utf8'))
  const { each, id, size, kind } = rowsOf(written)
  const things = new Map<string, Things>()
  let newest = 0
  each((node) => {
    newest = Math.max(newest, id(node))
    const known = things.get(kind(node)) ?? { count: 0, bytes: 0 }
    things.set(kind(node), { count: known.count + 1, bytes: known.bytes + size(node) })
  })
  return { things, newest, written }
}

/** By kind, what there is more of than before; what takes most of the memory first. */
export function grownBetween(before: Snapshot, after: Snapshot): { kind: string; count: number; bytes: number }[] {
  return [...after.things]
    .map(([kind, { count, bytes }]) => ({ kind, count: count - (before.things.get(kind)?.count ?? 0), bytes: bytes - (before.things.get(kind)?.bytes ?? 0) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.bytes - a.bytes)
}

/** Who holds what was made since another look: a thing keeps its number for as long as it lives. */
export function holdersOfNew({ newest }: Snapshot, { written }: Snapshot): Holder[] {
  const rows = rowsOf(written)
  const { each, id, size, kind } = rows
  const up = waysToRoot(rows)
  const held = new Map<string, { bytes: number; count: number; kinds: Map<string, number> }>()
  each((node) => {
    if (id(node) <= newest) return
    let holder = node
    while (holder > 0 && id(holder) > newest) holder = up.node[holder] ?? 0
    const way: string[] = []
    for (let at = holder; at > 0 && way.length < steps; at = up.node[at] ?? 0) way.push(`${kind(at)}${up.name(at)}`)
    const known = held.get(way.join(' of ')) ?? { bytes: 0, count: 0, kinds: new Map<string, number>() }
    known.kinds.set(kind(node), (known.kinds.get(kind(node)) ?? 0) + size(node))
    held.set(way.join(' of '), { ...known, bytes: known.bytes + size(node), count: known.count + 1 })
  })
  return [...held]
    .map(([holder, { bytes, count, kinds }]) => ({ holder, bytes, count, most: [...kinds].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '' }))
    .toSorted((a, b) => b.bytes - a.bytes)
}

type Rows = ReturnType<typeof rowsOf>

const named = ['object', 'closure', 'native', 'hidden', 'code', 'object shape', 'synthetic']

function rowsOf({ snapshot: { meta }, nodes, edges, strings }: Written) {
  const width = meta.node_fields.length
  const [at, edgeWidth] = [(name: string) => meta.node_fields.indexOf(name), meta.edge_fields.length]
  const [typeAt, nameAt, idAt, sizeAt, edgesAt] = [at('type'), at('name'), at('id'), at('self_size'), at('edge_count')]
  const field = (node: number, offset: number) => nodes[node * width + offset] ?? 0
  const type = (node: number) => meta.node_types[0][field(node, typeAt)] ?? ''
  return {
    edges, strings, edgeWidth,
    all: nodes.length / width,
    each: (look: (node: number) => void) => {
      for (let node = 0; node < nodes.length / width; node++) look(node)
    },
    id: (node: number) => field(node, idAt),
    size: (node: number) => field(node, sizeAt),
    edgesOf: (node: number) => field(node, edgesAt),
    target: (edge: number) => (edges[edge * edgeWidth + 2] ?? 0) / width,
    edgeType: (edge: number) => meta.edge_types[0][edges[edge * edgeWidth] ?? 0] ?? '',
    kind: (node: number) => (named.includes(type(node)) ? (strings[field(node, nameAt)] ?? '').slice(0, 40) : `(${type(node)})`),
  }
}

/** From everything the shortest way to the root, by what is not held weakly. */
function waysToRoot({ all, edges, strings, edgeWidth, edgesOf, target, edgeType }: Rows) {
  const first = new Int32Array(all + 1)
  for (let node = 0; node < all; node++) first[node + 1] = (first[node] ?? 0) + edgesOf(node)
  const [node, by] = [new Int32Array(all).fill(-1), new Int32Array(all)]
  const line = [0]
  for (const from of line) {
    for (let edge = first[from] ?? 0; edge < (first[from + 1] ?? 0); edge++) {
      const to = target(edge)
      if (to === 0 || node[to] !== -1 || edgeType(edge) === 'weak') continue
      node[to] = from
      by[to] = edge
      line.push(to)
    }
  }
  const name = (at: number) => {
    const edge = by[at] ?? 0
    return ['element', 'hidden'].includes(edgeType(edge)) ? '' : ` (${(strings[edges[edge * edgeWidth + 1] ?? 0] ?? '').slice(0, 40)})`
  }
  return { node, name }
}
