import { keepReplies } from '#components/comments/drafts/keep-reply.ts'
import { startThread } from '#components/comments/island/start-thread.ts'
import { followReader } from '#components/posts/follow-reader.ts'
import { focusSearch } from '#components/search/focus-search.ts'
import { chooseAtOnce } from '#components/site/choose-at-once.ts'
import { pressOnce } from '#components/ui/press-once.ts'

/*
 * All that runs on the page of somebody who is not signed in: one module, made of this file by scripts/build-module.ts and named in
 * the document by lib/http/document. Each part finds its own place on the page, or there is nothing for it to do. Where the
 * framework runs, components that draw nothing start the same parts.
 */
const conversation = document.getElementById('conversation')
if (conversation) startThread(conversation)
keepReplies(document)
followReader(document)
focusSearch(document)
chooseAtOnce(document)
pressOnce(document)
