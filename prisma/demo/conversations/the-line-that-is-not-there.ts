import type { DemoComment } from '../shape.ts'

export const theLineThatIsNotThere: DemoComment[] = [
  {
    by: 'joost', hoursAfter: 9.1, state: 'published', decidedBy: 'noor', hoursToDecision: 2.2,
    text: `A fine essay, and I say so before I complain.

You write that nobody had drawn such a line before Hutton. That isn’t so. Pieter Bruinsz drew a dotted line of seven feet on the Spaarne, near my wife’s parents’ house, in 1594. Pierre Ancelin made a whole series of them for the Maas at Rotterdam about 1697. Then Cruquius on the Merwede in the 1720s, whom every Dutch surveyor has had to learn about at school. All of these are under water, I admit. But on dry land there’s a map of the Duchy of Modena by Vandelli from 1746.

None of this takes anything away from your pitman. It is only that we’ve been below sea level for a long time and have had to look into it.`,
    edit: {
      hoursAfter: 10.7, approvedBy: 'mo', approvedAfterHours: 0.9,
      text: `A fine essay, and I say so before I complain.

You write that nobody had drawn such a line before Hutton. That isn’t so. Pieter Bruinsz drew a dotted line of seven feet on the Spaarne, near my wife’s parents’ house, in 1584, though one line is perhaps not yet a method. Pierre Ancelin made a whole series of them for the Maas at Rotterdam about 1697. Then Cruquius on the Merwede in the 1720s, whom every Dutch surveyor has had to learn about at school. All of these are under water, I admit. But on dry land there’s a map of the Duchy of Modena by Vandelli from 1746.

None of this takes anything away from your pitman. It is only that we’ve been below sea level for a long time and have had to look into it.`,
    },
    replies: [
      {
        by: 'kit', hoursAfter: 14.2, state: 'published', decidedBy: 'mo', hoursToDecision: 0.6,
        text: `Thank you. I’d taken it from the plaque, and I ought to know about plaques by now.

I’ve changed the paragraph and put a note at the top which says that it was changed and why. And I think that you’ve improved it: if everybody who found the line first found it *under water*, then what Hutton did was to see that a hill could be drained. I hadn’t noticed that until you made me cross out the easy version.`,
        replies: [
          {
            by: 'joost', hoursAfter: 16.5, state: 'published', decidedBy: 'noor', hoursToDecision: 1.4,
            text: 'I have corrected many things in thirty years and this is the first time the thing got better *and* the man said thank you. I’ll tell them at the office.',
            replies: [
              {
                by: 'rae', hoursAfter: 3.1, state: 'published', decidedBy: 'noor', hoursToDecision: 0.4,
                text: '(They, not the man. Kit’s too polite to say.)',
                replies: [
                  {
                    by: 'joost', hoursAfter: 5.8, state: 'published', decidedBy: 'mo', hoursToDecision: 0.7,
                    text: 'My apologies, Kit. And thank you, Rae. It’s a good week for being corrected.',
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
  {
    by: 'hana', hoursAfter: 15.6, state: 'published', decidedBy: 'mo', hoursToDecision: 1.1,
    text: `I make violins, and we do this. When you carve the plate of a violin you can’t see the arching, it’s all one pale curve. So you take a little jig with a pencil fixed at one height and run it round, and then a millimetre lower and run it round again. We call them contour lines. They look just like your mountain.

The good ones, you can tell by the spacing alone who made it.`,
    replies: [
      {
        by: 'kit', hoursAfter: 6.6, state: 'published', decidedBy: 'noor', hoursToDecision: 0.5,
        text: 'I’ve read this out to three people. Does it go for Red Duncan’s fiddle too, do you suppose?',
      },
    ],
  },
  {
    by: 'sol', hoursAfter: 22.3, state: 'hidden', decidedBy: 'noor', hoursToDecision: 0.8,
    hiddenBy: 'mo', hiddenAfterHours: 11.4,
    reason: { code: 'unkind', note: 'Approved in haste. The second half is about people and not about maps.' },
    text: 'All very poetic but my phone does this for nothing. People who make a personality out of paper maps are just frightened of being found, and the walking group sounds like a care home with worse food.',
    replies: [
      {
        by: 'tunde', hoursAfter: 2.1, state: 'published', decidedBy: 'noor', hoursToDecision: 0.6,
        text: 'The phone’s good until it’s wet. I do walks with my lad and we take both. He holds the phone and I hold the map and we have a pound on it at every stile.',
        replies: [
          {
            by: 'callum', hoursAfter: 4.9, state: 'published', decidedBy: 'mo', hoursToDecision: 0.5,
            text: 'Who’s up?',
            replies: [
              {
                by: 'tunde', hoursAfter: 1.4, state: 'published', decidedBy: 'noor', hoursToDecision: 0.3,
                text: 'He is. Don’t tell him I said, but I’ve started shutting my eyes first, like the bus inspector.',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    by: 'callum', hoursAfter: 31.8, state: 'returned', decidedBy: 'noor', hoursToDecision: 1.6,
    reason: {
      code: 'personal-details',
      note: 'Good directions, and thank you. Please take out the farmer’s name and mobile number; he may not want strangers ringing him.',
      passage: 'ring Sandy McPhail on 07700 900142',
    },
    text: `The ring of stones you sat in is almost certainly not the bothy, sorry. That’s higher, on the north side, and you can see the levelled platform if you come at it from above.

Leave the car at Braes of Foss. If the gate’s locked ring Sandy McPhail on 07700 900142, he’ll come down and let you through if you catch him before milking.`,
  },
  {
    by: 'margaret', hoursAfter: 58.7, state: 'published', decidedBy: 'mo', hoursToDecision: 0.9,
    text: 'I used number four, with the eyes shut, on Year 6 this week, on the playing field, with a map they’d made themselves from a builder’s level and a lot of string. A boy who has not volunteered a sentence since September said, “It tips.” It does tip. Nobody had ever noticed. Thank you.',
  },
  {
    by: 'gwil', hoursAfter: 133.4, state: 'published', decidedBy: 'noor', hoursToDecision: 4.2,
    text: 'As to why you took the sheep for guides: a sheep keeps to the level because she is wider than she is clever. I speak as one brought up among them.',
  },
  {
    by: 'lester', hoursAfter: 612.5, state: 'held',
    text: `Wonderful post about maps!! Readers of this blog will love our hand-aged ANTIQUE MAPS of all 50 states, perfect gift, framed or unframed: https://antique-maps-4u.example/shop or see our deals https://antique-maps-4u.example/deals and 20% off this week only with code CONTOUR at https://map-gifts.example/contour`,
  },
]
