/** How a conversation is kept here, in Markdown, until an administrator writes their own. */
export const guidelinesText = `Essays here end, and then the talking starts. These are the few rules that make it worth reading. They are kept by people.

## What is welcome

Whatever adds something: a memory, a fact, a question, an objection, a film or a book that the essay made you think of. Disagreement is welcome as long as it is with what was said. A correction with its source is worth ten compliments, and compliments are welcome too. You need no learning and no particular length.

## What is sent back to you

Sometimes one passage stands in the way of a good text: the end of a film given away without a warning, somebody’s private address, a sentence that is meaner than the rest. Then the text comes back with that passage marked. Change it and send it again; it keeps its place in the conversation.

## What is not published

- Attacks on people, whether they are here or not, and contempt for what somebody is.
- Advertising, and texts whose point is a link.
- The same thing again, in one place or in many.
- What belongs under another essay, or under none.
- Other people’s private details; threats; whatever the law forbids.

## How it works

A new text waits until a moderator has read it. Rules only point out what to look at: no machine takes a text away, and no score decides. You can see your text in its place meanwhile, with its position in the queue, and you can change it or take it back.

Whatever is decided, you are told, and told why. If you think that a decision was wrong, say so once, in your own words: somebody else than the first moderator reads it again. Decisions are taken back when they were mistakes, and a log that nobody can rewrite keeps all of them.

Nobody is made invisible in secret here. If somebody may not write for a while, they are told so, for how long, and why.

## When you see something

Every comment has a link called *Report*. Say in a word or two what is wrong; a moderator reads it, and nobody else learns who it was. Please do not answer what you report.
`
