import { z } from 'zod'
import { CommentState, ReviewKind, ReviewState, Severity } from '#database'
import { postReplyInput } from '#lib/comments/post-reply.ts'
import { allReasons } from '#lib/comments/reasons.ts'
import { decideInput } from '#lib/moderation/decisions/decide.ts'
import { longestFilter } from '#lib/moderation/desk/queue-filter.ts'
import { verdicts } from '#lib/moderation/kinds/kind.ts'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import { largestPage, operation } from './operation.ts'

const none = z.object({})
const moment = z.iso.datetime().meta({ description: 'UTC' })
const seconds = z.number().nullable().meta({ description: 'In seconds; null while there is nothing to compute it from.' })
const person = z.object({ name: z.string(), handle: z.string().nullable() })

const page = z.object({
  after: z.string().max(4_000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number({ error: 'This must be a number.' }).int().min(1).max(largestPage).optional(),
})

function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'Pass it back as `after`; null on the last page.' }) })
}

const comment = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  depth: z.int().meta({ description: '0 for top-level comments.' }),
  number: z.int().nullable().meta({ description: 'Rank of a top-level comment, from 1.' }),
  tombstone: z.boolean().meta({ description: 'Not public any more, but replies to it are.' }),
  author: person.nullable(),
  byAuthor: z.boolean().meta({ description: 'Written by an author of the post.' }),
  html: z.string().nullable(),
  text: z.string().nullable(),
  submittedAt: moment.nullable(),
  publishedAt: moment.nullable(),
  edited: z.boolean(),
  url: z.string().meta({ description: 'Permalink, from the root of this site.' }),
})

const ownComment = comment.extend({
  state: z.enum(CommentState),
  position: z.int().nullable().meta({ description: 'Place in the queue, 1 is next. For its writer, while it waits.' }),
  medianWaitSeconds: seconds,
  reason: z.string().nullable().meta({ description: 'Why it was returned, rejected or hidden. For its writer.' }),
})

/** `GET /posts/{slug}/comments` */
export const listComments = operation({
  id: 'listComments',
  method: 'GET',
  path: '/posts/{slug}/comments',
  summary: 'Published comments of a post, in thread order',
  description: 'A reply follows its parent. Each item that is gone but has replies stands there as a tombstone.',
  asks: 'anybody',
  params: z.object({ slug: postReplyInput.shape.slug }),
  query: page,
  body: null,
  answer: { status: 200, schema: listOf(comment), description: 'One page of the thread' },
  refusals: [404, 422],
  leadsOn: true,
})

/** `POST /posts/{slug}/comments` */
export const createComment = operation({
  id: 'createComment',
  method: 'POST',
  path: '/posts/{slug}/comments',
  summary: 'Reply to a post or to a comment',
  description: 'The reply is held until a moderator decides. The same key sent again answers with the same reply.',
  asks: 'reader',
  params: z.object({ slug: postReplyInput.shape.slug }),
  query: none,
  body: z.strictObject({
    body: postReplyInput.shape.body.in.meta({ description: 'Markdown' }),
    parentId: postReplyInput.shape.parentId.unwrap().nullish().meta({ description: 'The comment that is replied to; absent for the post itself.' }),
  }),
  headers: z.object({
    'Idempotency-Key': z.string().trim().min(1).max(180, { error: 'A key has at most 180 characters.' }).optional().meta({ description: 'Made once for each text.' }),
  }),
  answer: {
    status: 202,
    schema: z.object({ id: z.uuid(), state: z.enum(CommentState), position: z.int().nullable(), medianWaitSeconds: seconds }),
    description: 'Held; its place in the queue and the usual wait',
  },
  refusals: [401, 403, 404, 409, 413, 415, 422, 429],
  leadsOn: true,
})

/** `GET /comments/{id}` */
export const getComment = operation({
  id: 'getComment',
  method: 'GET',
  path: '/comments/{id}',
  summary: 'One comment, as far as you may see it',
  description: 'What waits, what was refused and what never existed look the same to everybody but its writer and moderators. Its writer is told a minute after a text was refused or returned; until then it is held.',
  asks: 'anybody',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: null,
  answer: { status: 200, schema: ownComment, description: 'The comment' },
  refusals: [404],
})

const proposalFacts = z.object({
  title: z.string().meta({ description: 'Of the work, or the one that is proposed for a new work.' }),
  slug: z.string().nullable(),
  isNew: z.boolean(),
  comment: z.string(),
  changes: z.array(z.object({
    key: z.string(), label: z.string(), was: z.string(), now: z.string(), wasSource: z.string(), source: z.string(),
    fit: z.enum(['fits', 'already', 'stale']).meta({ description: 'How it stands to the facts as they are now.' }),
    present: z.string().meta({ description: 'What stands there now, where that is not what the proposer saw.' }),
    locked: z.string(),
  })),
  isOld: z.boolean().meta({ description: 'The work was changed after the proposer looked at it.' }),
})

const queueItem = z.object({
  id: z.uuid(),
  version: z.int(),
  kind: z.enum(ReviewKind),
  state: z.enum(ReviewState),
  submittedAt: moment,
  subject: z.object({ type: z.enum(['comment', 'name', 'proposal', 'guest_post']), id: z.uuid(), revision: z.uuid(), state: z.enum(CommentState) }),
  actions: z.array(z.enum(verdicts)).meta({ description: 'What you may do to it now.' }),
  findings: z.array(z.object({ rule: z.string(), severity: z.enum(Severity), message: z.string(), matches: z.array(z.string()) })),
  post: z.object({ title: z.string(), slug: z.string() }).nullable().meta({ description: 'Null for a name and for a proposal, which stand under no post.' }),
  essay: z.object({ title: z.string(), standfirst: z.string(), words: z.int(), notes: z.string() }).nullable().meta({ description: 'Of an essay that a reader sent, whose text is `html` and `text`; `post` is that essay.' }),
  proposal: proposalFacts.nullable().meta({ description: 'Null for all but a proposal.' }),
  formerName: z.string().nullable().meta({ description: 'Of a name, which is the `text`: the one that readers know.' }),
  author: person.extend({
    joinedAt: moment.nullable(),
    suspended: z.boolean(),
    record: z.object({ approved: z.int(), rejected: z.int(), returned: z.int(), waiting: z.int() }),
  }),
  html: z.string(),
  text: z.string(),
  parent: z.object({ id: z.uuid(), name: z.string(), html: z.string() }).nullable(),
})

const filterWord = z.string().max(longestFilter, { error: `A filter can hold ${longestFilter} characters.` })

/** `GET /moderation/queue` */
export const readModerationQueue = operation({
  id: 'readModerationQueue',
  method: 'GET',
  path: '/moderation/queue',
  summary: 'What waits for a decision, oldest first',
  description: 'Filters add up. What names nothing finds nothing.',
  asks: 'moderator',
  params: none,
  query: page.extend({
    kind: z.enum(ReviewKind, { error: 'There is no such kind.' }).optional(),
    rule: filterWord.optional().meta({ description: 'Only what this rule spoke of: the `rule` of a finding.' }),
    post: filterWord.optional().meta({ description: 'Only what is about this post: its slug.' }),
    person: filterWord.optional().meta({ description: 'Only what this person wrote: a handle, or `guest:` and the id of a guest.' }),
    host: filterWord.optional().meta({ description: 'Only texts that link to this host.' }),
    q: filterWord.optional().meta({ description: 'Only texts, or people, with these words; "in quotes" for a phrase, `-` before a word to leave out.' }),
  }),
  body: null,
  answer: {
    status: 200,
    schema: listOf(queueItem).extend({ waiting: z.int().meta({ description: 'Counted up to 10,000.' }), medianWaitSeconds: seconds }),
    description: 'One page of the queue',
  },
  refusals: [401, 403, 422],
})

/** `GET /moderation/items/{id}/precedents` */
export const listPrecedents = operation({
  id: 'listPrecedents',
  method: 'GET',
  path: '/moderation/items/{id}/precedents',
  summary: 'Like texts that were decided before',
  description: 'The most alike first: texts that share the words that few texts have, each with its newest decision that stands. A few, on one page.',
  asks: 'moderator',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: null,
  answer: {
    status: 200,
    schema: listOf(
      z.object({
        itemId: z.uuid(),
        action: z.enum(verdicts),
        by: z.string(),
        at: moment,
        reason: z.object({ code: z.string(), label: z.string(), note: z.string() }),
        writer: z.string(),
        excerpt: z.string(),
        shared: z.array(z.string()).meta({ description: 'Words that both texts have and few others.' }),
      }),
    ),
    description: 'At most four texts',
  },
  refusals: [401, 403, 404],
})

const reasonCodes = allReasons.map((reason) => `\`${reason.code}\``).join(', ')

/** `POST /moderation/items/{id}/decisions` */
export const createDecision = operation({
  id: 'createDecision',
  method: 'POST',
  path: '/moderation/items/{id}/decisions',
  summary: 'Decide about an item',
  description: 'Names the version it is about: 409 with the present state when that is not the version any more. The same verdict twice is one decision.',
  asks: 'moderator',
  params: z.object({ id: decideInput.shape.itemId }),
  query: none,
  body: z.strictObject({
    action: decideInput.shape.action,
    version: z.int({ error: 'A decision names the version it is about.' }).positive(),
    revision: z.uuid().optional().meta({ description: '`subject.revision` of the item: the text that was read. Each new text raises the version too.' }),
    reason: z.string().max(2_000).optional().meta({ description: `One of ${reasonCodes}, or your own words. The writer reads it. What takes something away, or leaves it taken (reject, return, hide, uphold), needs one.` }),
    note: z.string().max(2_000).optional().meta({ description: 'Your own words beside a ready-made reason.' }),
    passage: z.string().max(2_000).optional().meta({ description: 'For `return`: the words of the text that should change, as they stand there.' }),
  }),
  answer: {
    status: 200,
    schema: z.object({
      decisionId: z.uuid(),
      itemId: z.uuid(),
      version: z.int(),
      state: z.enum(CommentState),
      repeated: z.boolean().meta({ description: 'Somebody had decided the very same before; there is one decision.' }),
    }),
    description: 'Decided',
  },
  refusals: [401, 403, 404, 409, 413, 415, 422],
})

/** `POST /moderation/decisions/{id}/undo` */
export const undoModerationDecision = operation({
  id: 'undoModerationDecision',
  method: 'POST',
  path: '/moderation/decisions/{id}/undo',
  summary: 'Take the newest decision about an item back',
  asks: 'moderator',
  params: z.object({ id: z.uuid() }),
  query: none,
  body: null,
  answer: {
    status: 200,
    schema: z.object({ itemId: z.uuid(), version: z.int(), state: z.enum(CommentState) }),
    description: 'Everything is as it was before',
  },
  refusals: [401, 403, 404, 409],
})

const pieces = z.array(z.object({ text: z.string(), marked: z.boolean() }))

/** `GET /search` */
export const search = operation({
  id: 'search',
  method: 'GET',
  path: '/search',
  summary: 'What is published and has some words',
  description: 'Essays, pages and people first, then comments, each by relevance; or newest first. `"a phrase"`, `-without` and `or` mean what they mean elsewhere.',
  asks: 'anybody',
  params: none,
  query: page.extend({
    q: z.string({ error: 'Please say what to look for.' }).meta({ description: 'Up to 200 characters and 20 words.' }),
    kind: z.string().optional().meta({ description: `One of ${searchKinds.map(({ name }) => `\`${name}\``).join(', ')}; absent for all.` }),
    tag: z.string().optional().meta({ description: 'The slug of a tag.' }),
    person: z.string().optional().meta({ description: 'The handle of the writer.' }),
    year: z.string().optional().meta({ description: 'Of universal time, four digits.' }),
    order: z.enum(['best', 'newest']).optional(),
  }),
  body: null,
  answer: {
    status: 200,
    schema: listOf(z.object({
      kind: z.string(),
      url: z.string().meta({ description: 'Its place, from the root of this site: of an essay the heading above what was found.' }),
      title: pieces,
      lang: z.string(),
      at: moment.nullable(),
      by: z.array(person),
      replies: z.int().nullable(),
      notes: z.string().meta({ description: 'What one should know before reading; empty for nothing, or when it was said above.' }),
      section: pieces,
      snippet: pieces,
      folded: z.boolean().meta({ description: 'The words stand only in a part that is folded away; the snippet says nothing of it.' }),
    })).extend({ begins: z.string().meta({ description: 'No text has the words; these have one that begins so. Else empty.' }) }),
    description: 'One page of results. Texts come in pieces, some marked; none of it is markup.',
  },
  refusals: [404, 422, 429, 503],
})

/** Every operation of the API, in the order in which they are described. */
export const operations = [listComments, createComment, getComment, search, readModerationQueue, listPrecedents, createDecision, undoModerationDecision]
