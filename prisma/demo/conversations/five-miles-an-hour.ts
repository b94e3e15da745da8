import type { DemoComment } from '../shape.ts'

export const fiveMilesAnHour: DemoComment[] = [
  {
    by: 'earl', hoursAfter: 3.2, state: 'published', decidedBy: 'noor', hoursToDecision: 1.1,
    text: `I was working at the co-op elevator in West Bend the summer he came through. He broke down with us and sat there some days waiting on parts. The film has him doing a fair amount of talking. The man I saw asked me where the shade was.

It is corn, by the way. Nobody in Iowa has ever laid eyes on any maize.`,
    replies: [
      {
        by: 'ada', hoursAfter: 2.4, state: 'published', decidedBy: 'mo', hoursToDecision: 0.3,
        text: 'Corn. I’ll leave “maize” in the text as evidence, and wear it. Did anybody at the elevator know why he was going?',
        replies: [
          {
            by: 'earl', hoursAfter: 1.6, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
            text: `Not then. We figured he was out of his mind or had lost a bet. Then it was in the Des Moines paper and it turned out everybody had always known.

My boss told people to the end of his life that he sold Alvin Straight the spark plugs. I know four other men in town who sold him those same spark plugs.`,
            replies: [
              {
                by: 'tunde', hoursAfter: 4.1, state: 'published', decidedBy: 'noor', hoursToDecision: 0.7,
                text: 'They say if you brought them all together there would be enough for a second mower.',
                replies: [
                  {
                    by: 'rae', hoursAfter: 1.2, state: 'published', decidedBy: 'noor', hoursToDecision: 0.2,
                    text: 'Relics of the True Plug.',
                    replies: [
                      {
                        by: 'earl', hoursAfter: 9.5, state: 'published', decidedBy: 'mo', hoursToDecision: 2.2,
                        text: 'I have one in the garage, if anybody from a museum is reading.',
                      },
                    ],
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
    by: 'margaret', hoursAfter: 5.5, state: 'published', decidedBy: 'mo', hoursToDecision: 0.6,
    text: `I read this over breakfast, and at ten past nine I rang my brother in New Zealand, where it was ten past ten at night and he was in bed. We have not had a falling-out. We have just let it go, for about six years, in the way you do.

I don’t think I should have done it if you had told us to.`,
    replies: [
      {
        by: 'rae', hoursAfter: 0.9, state: 'published', decidedBy: 'mo', hoursToDecision: 0.2,
        text: 'You can’t leave it there. What did he say?',
        replies: [
          {
            by: 'margaret', hoursAfter: 2.8, state: 'published', decidedBy: 'noor', hoursToDecision: 0.5,
            text: `He said “Who’s died?”

When I told him nobody, he was silent for so long that I thought the line had gone. Then he told me about his drains, for forty minutes, in great detail. I enjoyed every word of it.`,
          },
        ],
      },
      {
        by: 'ada', hoursAfter: 6.3, state: 'published', decidedBy: 'noor', hoursToDecision: 1.4,
        text: 'This is the best thing anybody has said to me about something I wrote, and I’m going to go and lie down.',
      },
    ],
  },
  {
    by: 'callum', hoursAfter: 8.4, state: 'published', decidedBy: 'noor', hoursToDecision: 2.5,
    text: `I think you’ve let him off, and I think the film lets him off.

He had ten years. He had a telephone; it’s how he hears the news. The moment he’s frightened that Lyle will die he could have had his voice in Lyle’s ear in thirty seconds, and instead he takes six weeks over it, on a machine guaranteed to get him talked about in every bar between there and the river. Suppose Lyle dies in week four. Then what was it for? It was for Alvin.

You say that the mower is the apology because it shows what it cost. What it cost *him*. I’ve had one or two of those apologies. You spend the whole time admiring them.`,
    replies: [
      {
        by: 'ada', hoursAfter: 5.2, state: 'published', decidedBy: 'mo', hoursToDecision: 0.9,
        text: `This is the strongest case against it that I’ve heard and I have been turning it over while doing the washing-up.

You’re right about the telephone. I’d only say that he knows it too: watch Farnsworth in the graveyard with the priest. That’s a man who has been doing your sum every night in the trailer. But yes. If Lyle dies in week four it is a film about vanity. Perhaps it’s a film about vanity with a merciful ending. I could live with that.`,
        replies: [
          {
            by: 'callum', hoursAfter: 8.7, state: 'published', decidedBy: 'noor', hoursToDecision: 1.2,
            text: 'Vanity with a merciful ending I’ll sign. It would do for most of the people I’m related to.',
            replies: [
              {
                by: 'beatriz', hoursAfter: 6.1, state: 'published', decidedBy: 'mo', hoursToDecision: 3.3,
                text: `May I come in on the other side of Callum? I work in a municipal archive and I have read a great many letters of reconciliation, most of them not sent. What strikes me is that the good ones are never only for the person they are addressed to. The writer has to hear it too. There is one from 1911, from a man to his former business partner, which goes through eleven drafts, and by the ninth it is plainly not about the partner at all. He sent the eleventh. It has two lines.

So perhaps the six weeks are the ten drafts.`,
                replies: [
                  {
                    by: 'callum', hoursAfter: 11.4, state: 'published', decidedBy: 'mo', hoursToDecision: 0.8,
                    text: 'Aye, that’s fair. What were the two lines?',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'tunde', hoursAfter: 7.8, state: 'published', decidedBy: 'noor', hoursToDecision: 0.6,
        text: `I drive a bus, so I see people on their way to things. You can always tell the ones going to say sorry. They get on too early and they’ve got their good coat on and they let everybody else off first.

Nobody ever did that on the phone.`,
      },
    ],
  },
  {
    by: 'yuki', hoursAfter: 14.7, state: 'published', decidedBy: 'mo', hoursToDecision: 4.8,
    text: `A translator’s footnote. The title is a pun with three legs (his name, his road, a story told without tricks) and nobody has carried all three across. In France it was *Une histoire vraie*, a true story, which gives up the man and the road to save the third. In Japan it was spelt out by sound, ストレイト・ストーリー, which keeps nothing at all except the noise. I used to think that cowardly. Now I think it’s what Alvin would have done: he’d have left it as it was and not explained.`,
    replies: [
      {
        by: 'hester', hoursAfter: 8.1, state: 'published', decidedBy: 'noor', hoursToDecision: 0.7,
        text: 'We filed it under S, and had a complaint from a man who had looked under T.',
      },
    ],
  },
  {
    by: 'gwil', hoursAfter: 20.1, state: 'published', decidedBy: 'mo', hoursToDecision: 0.5,
    text: 'A small addition. At seventy-nine Farnsworth was the oldest man yet nominated for the leading part, and he kept the record for twenty-one years, until Anthony Hopkins was put up for *The Father* at eighty-three. The same two trades, you’ll notice: a stuntman and a Welshman. Both have to be good at falling.',
    replies: [
      {
        by: 'ada', hoursAfter: 3.9, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
        text: 'I didn’t know the second half of that. Thank you. I’m stealing the last line.',
      },
    ],
  },
  {
    by: 'tunde', hoursAfter: 26.3, state: 'published', decidedBy: 'noor', hoursToDecision: 1.9,
    text: 'Five miles an hour is also the average speed of the number 1 to Beeston on a Friday, and I have had some very moving conversations.',
  },
  {
    by: 'hana', hoursAfter: 31.6, state: 'published', decidedBy: 'mo', hoursToDecision: 2.7,
    text: `I liked this very much, and I have one complaint. You gave Rose half a sentence and it was about how she speaks.

It is Rose who goes to the shop for the supplies and has to say what they’re for. It’s Rose who gets him to the doctor. When he goes she’s left in that house, and the film gives her that window, and then it leaves too. I always want to stay with her. Six weeks! She doesn’t know whether he’s in a ditch. Somebody should make *that* film; it would be called *The Birdhouses*, and nothing would happen in it, and it would be just as long.`,
    replies: [
      {
        by: 'ada', hoursAfter: 4.4, state: 'published', decidedBy: 'noor', hoursToDecision: 1.1,
        text: `You’re right, and I’m ashamed of the cellar. I wrote it because I was pleased with it, which is the usual reason.

I watched her scenes again last night with this in mind. Spacek isn’t given long, and there is hardly a shot where she isn’t making something or carrying something.`,
        replies: [
          {
            by: 'margaret', hoursAfter: 10.2, state: 'published', decidedBy: 'mo', hoursToDecision: 0.7,
            text: 'I taught a girl who spoke as Rose does. The others would finish her sentences for her, out of kindness, and she told me once that what she minded was that they always finished them *worse*.',
            replies: [
              {
                by: 'hana', hoursAfter: 5.9, state: 'published', decidedBy: 'mo', hoursToDecision: 0.3,
                text: 'Oh, that’s exactly it. Thank you.',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    by: 'rae', hoursAfter: 40.5, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
    text: 'Watched it last night because of this. Cried at the deer. I don’t think you are meant to cry at the deer.',
    replies: [
      {
        by: 'mo', hoursAfter: 1.3, state: 'published', decidedBy: 'noor', hoursToDecision: 0.8,
        text: 'Here as a reader for once and not with the key to the door. I cried at the brakes.',
      },
    ],
  },
  {
    by: 'denis', hoursAfter: 46.9, state: 'published', decidedBy: 'noor', hoursToDecision: 3.6,
    text: `112 minutes at five miles an hour is nine and a third miles. I would sooner have walked it, and missed the speech about the sticks, which belongs on a tea towel.

The bar scene I grant you. Two old men and a bottle of milk, and not a violin. If it had all been like that I’d have no complaint.`,
    replies: [
      {
        by: 'earl', hoursAfter: 14.6, state: 'published', decidedBy: 'mo', hoursToDecision: 1.5,
        text: 'You would not have walked it in July.',
      },
      {
        by: 'callum', hoursAfter: 15.1, state: 'withdrawn', withdrawnAfterHours: 0.6,
        text: 'Tea towels are where most of what’s true ends up. Better there than in a drawer with you, I’d say.',
      },
    ],
  },
  {
    by: 'joost', hoursAfter: 60.8, state: 'published', decidedBy: 'noor', hoursToDecision: 5.4,
    text: `I did the arithmetic, out of habit. 240 miles in six weeks is less than six miles a day. At five miles an hour that is an hour and a quarter of driving. So on an average day Alvin Straight was *not* travelling for twenty-two and three-quarter hours.

I mention it because it supports you. It’s called a journey, but as a survey of how the time was spent it consisted almost wholly of stopping.`,
    replies: [
      {
        by: 'ada', hoursAfter: 7.7, state: 'published', decidedBy: 'mo', hoursToDecision: 0.6,
        text: 'I would give the whole section on the mower for that last sentence. Would you mind if I quoted it, with your name, when this goes into the book?',
      },
    ],
  },
  {
    by: 'beatriz', hoursAfter: 84.2, state: 'returned', decidedBy: 'mo', hoursToDecision: 1.8,
    reason: {
      code: 'spoiler',
      note: 'This is a lovely reading. Would you take out the last exchange on the porch? Several people here have said that they mean to see the film this week.',
      passage: 'first the name, called twice; then the invitation to sit; then the question about the mower, and the answer, which is the man’s name and two words more.',
    },
    text: `Since Callum asks: the two lines from 1911 were “I have bought back your half of the bench. Come and sit on it.”

And it seems to me that the end of the film is the same letter. Think of what is said on that porch, word for word: first the name, called twice; then the invitation to sit; then the question about the mower, and the answer, which is the man’s name and two words more. One could set it as a telegram.`,
  },
  {
    by: 'lester', hoursAfter: 85.3, state: 'published', decidedBy: 'mo', hoursToDecision: 2.6,
    reports: [
      { by: 'rae', hoursAfter: 14.2, code: 'spam', note: 'The same words stand under two other essays I read this week, each time the day before something is for sale.' },
      { by: 'denis', hoursAfter: 21.8, code: 'other', note: 'It says nothing. Is that not enough?' },
    ],
    text: 'Enjoyed this very much, thank you for sharing.',
  },
  {
    by: 'lester', hoursAfter: 98.2, state: 'rejected', decidedBy: 'noor', hoursToDecision: 0.9,
    reason: { code: 'spam', note: 'An advertisement, and nothing about the essay.' },
    text: `Great article, very informative!! Did you know that you can have essays like this one written for YOU from only $9 a page, 100% original? Ask for Lester: https://essays-by-night.example/start`,
  },
  {
    by: 'denis', hoursAfter: 106.4, state: 'held',
    text: `I see we have now reached the stage where everybody takes turns to say that they wept. Has it occurred to any of you that a man who has neglected his brother for ten years is not improved by scenery? The author of this piece wouldn’t know an unsentimental film if it ran her over at five miles an hour. There, I’ve said it, and I did read to the end.`,
  },
  {
    by: 'earl', hoursAfter: 113.8, state: 'held',
    text: `To answer Hana about Rose. The real Mr Straight had a wife at home that summer, Frances, and seven children grown. There was a good deal of waiting done in Laurens that nobody filmed. I have sometimes thought about the telephone in that kitchen.`,
  },
  {
    by: 'earl', hoursAfter: 114.3, state: 'held',
    text: `Not sure the first one went through, so here it is again.

To answer Hana about Rose. The real Mr Straight had a wife at home that summer, Frances, and seven children grown. There was a good deal of waiting done in Laurens that nobody filmed. I have sometimes thought about the telephone in that kitchen.`,
  },
  {
    by: 'nia', hoursAfter: 118.9, state: 'held',
    text: `Hello. I’ve never left a comment anywhere before, so I hope this is the right box.

My nan drove her mobility scooter from Pontypridd to Cilfynydd to tell her sister off, two miles, uphill, in the rain, with a flag on the back. They hadn’t spoken since a christening. By the time she got there she’d forgotten the speech and needed the toilet, and that was that, they were friends. I always thought it was just a funny story. I’m going to ring her up and ask her what the speech was.`,
  },
]
