import type { DemoComment } from '../shape.ts'

export const theSwallowsHeCouldNotGiveUp: DemoComment[] = [
  {
    by: 'callum', hoursAfter: 6.2, state: 'published', decidedBy: 'mo', hoursToDecision: 1.3,
    text: `“No one bird ever sang two.” That’s the line that does it for me. Anyone can hear a new song. It takes a summer of mornings to be sure of a thing *not* happening.

I do bird surveys for a living, more or less, and we’ve kit now that will sit in a wood and tell you every species by Friday. The young ones who come to us can read its output beautifully and can’t tell a chiffchaff from a great tit with their eyes shut. I don’t say they’re worse than I was. I say that they’ve nobody to be White at.`,
    replies: [
      {
        by: 'kit', hoursAfter: 4.8, state: 'published', decidedBy: 'noor', hoursToDecision: 0.5,
        text: `I’ve got one of those boxes and I love it, and I’ll tell you what it’s done to me: I now know there was a redstart at 4.51, and I wasn’t there.

“Nobody to be White at” is awfully good. He hadn’t anybody either, of course. Perhaps take one of them out without the box and be the neighbour.`,
        replies: [
          {
            by: 'callum', hoursAfter: 20.4, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
            text: 'Took two of them up the burn this morning with no box. They got seven out of nine, and argued about the eighth all the way back to the van. I’m told we’re going again.',
          },
        ],
      },
    ],
  },
  {
    by: 'beatriz', hoursAfter: 17.9, state: 'published', decidedBy: 'noor', hoursToDecision: 2.1,
    text: `I would like to quarrel with the last section. You say you have given up believing that attention is a way of being right. But look at what you then show us: his record was so clean that others could find the step where he went wrong. Is that not simply being right in instalments? The last instalment was paid in 1912, in Natal, by a stranger. It was still his account.`,
    replies: [
      {
        by: 'kit', hoursAfter: 9.3, state: 'published', decidedBy: 'mo', hoursToDecision: 0.8,
        text: `That’s better than what I wrote.

I suppose I wanted to stop people (me) from using “I’ve looked at it for years” as if that settled anything. He’d looked at it for years. But I’ll give you instalments. It’s a more hopeful way to put it and I think it’s truer.`,
        replies: [
          {
            by: 'beatriz', hoursAfter: 12.6, state: 'published', decidedBy: 'noor', hoursToDecision: 1.7,
            text: 'We keep a parish rainfall book here from the 1880s. The man who kept it believed that the rain was caused by the railway. His figures are perfect.',
          },
        ],
      },
    ],
  },
  {
    by: 'yuki', hoursAfter: 29.5, state: 'published', decidedBy: 'mo', hoursToDecision: 3.9,
    text: `The old Japanese calendar divides the year into seventy-two parts of about five days, each called after something you could notice. One in April is *swallows arrive*. One in September is *swallows leave*. There is none called *swallows are somewhere else*. I had never thought of that as a gap until this essay.`,
  },
  {
    by: 'tunde', hoursAfter: 52.4, state: 'published', decidedBy: 'noor', hoursToDecision: 0.9,
    text: 'We have swallows in the bus garage. Eleven nests over bay 6. Nobody will park in bay 6 from May on, there’s no rule about it, and if a new driver does it he comes back to find a bus wash sponge on his seat.',
    replies: [
      {
        by: 'rae', hoursAfter: 2.2, state: 'published', decidedBy: 'noor', hoursToDecision: 0.3,
        text: 'This is how religions start and I would join it.',
      },
    ],
  },
  {
    by: 'margaret', hoursAfter: 279.3, state: 'held',
    text: `For anybody who’d like to hear the three willow-wrens for themselves: the British Trust for Ornithology has recordings, and explains the wing feathers too. https://www.bto.org

I played them to my granddaughter, who is six. She said that the first one is falling downstairs, the second one is *counting* the stairs, and the third has found a coin.`,
  },
  {
    by: 'yuki', hoursAfter: 281.7, state: 'held',
    text: `I went back to this essay after a week, which I seldom do. The sentence I’d missed the first time is “He measured the rain”, or rather the two sentences: it rains, and White measured it. That’s the whole method, isn’t it? Something happens to everybody and one person writes down how much.`,
  },
]
