'use server'

import { commandAction } from '#app/_web/action.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { leaveEssay } from '#lib/posts/authors/leave-essay.ts'
import { takeBackInvitation } from '#lib/posts/authors/take-back-invitation.ts'
import { takeOutAuthor } from '#lib/posts/authors/take-out-author.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { sayDay } from '#components/ui/moment.tsx'
import { datePost } from '#lib/posts/publishing/date-post.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import type { AlikeTag } from '#lib/posts/publishing/tags-alike.ts'
import { revokeDraftLink } from '#lib/posts/publishing/revoke-draft-link.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { moveInSeries } from '#lib/posts/series/move-in-series.ts'
import { removeFromSeries } from '#lib/posts/series/remove-from-series.ts'

export const publish = commandAction(publishPost, {
  input: ({ postId, draftVersion, draftRevision, listed = '', day = '' }) => ({ postId, draftVersion, draftRevision, listed, day }),
  message: ({ state }) => (state === 'unlisted' ? 'It is published. Whoever has its address reads it.' : 'It is published.'),
})

export const schedule = commandAction(schedulePost, {
  input: ({ postId, draftVersion, draftRevision, day, time, timeZone }) => ({ postId, draftVersion, draftRevision, day, time, timeZone }), message: 'It is scheduled.',
})

export const date = commandAction(datePost, {
  input: ({ postId, day }) => ({ postId, day }),
  message: ({ given, ended }) => `It bears the date of ${sayDay(given)} now.${ended ? ' So, by its own rule, the conversation below has ended.' : ''}`,
})

const moved = { published: 'It stands in the lists.', unlisted: 'It stands in no list now.', draft: 'It is a draft again.', archived: 'It is put away.' }

export const move = commandAction(movePost, { input: ({ postId, to }) => ({ postId, to }), message: ({ state }) => moved[state] })

export const rename = commandAction(changeSlug, { input: ({ postId, slug }) => ({ postId, slug }), message: ({ slug }) => `Its address ends in ${slug} now.` })

export const file = commandAction(filePost, {
  input: ({ postId, tags, addTag = '', canonicalUrl, historyShown, lang, langCode }) => ({ postId, tags: tags === undefined ? undefined : [tags, addTag].join(','), canonicalUrl, historyShown, lang, langCode }),
  message: ({ alike }) => ['Saved.', ...alike.map(sayAlike)].join(' '),
})

const sayAlike = ({ name, like }: AlikeTag) => `“${name}” is new here, and much like “${like}”, which other essays have.`

export const announce = commandAction(announcePost, {
  input: ({ postId, excerpt, media, alt, decoration, caption, credit }) => ({ postId, excerpt, media, alt, decoration, caption, credit }),
  message: 'Saved. Readers get it when you publish the text.',
})

export const invite = commandAction(inviteAuthor, { input: ({ postId, handle }) => ({ postId, handle }), message: ({ name }) => `${name} is asked, and is an author of it once they agree.` })

export const takeInvitationBack = commandAction(takeBackInvitation, { input: ({ postId, personId }) => ({ postId, personId }) })

export const takeAuthorOut = commandAction(takeOutAuthor, { input: ({ postId, personId }) => ({ postId, personId }) })

export const leave = commandAction(leaveEssay, { input: ({ postId }) => ({ postId }), redirectTo: '/write' })

export const putIn = commandAction(addToSeries, { input: ({ seriesId, postId }) => ({ seriesId, postId }), message: ({ part }) => `It is part ${part} now.` })

export const moveWithin = commandAction(moveInSeries, { input: ({ seriesId, postId, direction }) => ({ seriesId, postId, direction }), message: ({ part }) => `It is part ${part} now.` })

export const takeOut = commandAction(removeFromSeries, { input: ({ seriesId, postId }) => ({ seriesId, postId }) })

export const makeLink = commandAction(makeDraftLink, { input: ({ postId, days }) => ({ postId, days }), message: 'The link is there. It can be ended at any time.' })

export const endLink = commandAction(revokeDraftLink, { input: ({ linkId }) => ({ linkId }) })

export const letIn = commandAction(openByPassword, {
  input: ({ postId, draftVersion, draftRevision, password }) => ({ postId, draftVersion, draftRevision, password }), message: 'Whoever has the password reads it now.',
})

export const takePasswordAway = commandAction(endPassword, { input: ({ postId }) => ({ postId }) })
