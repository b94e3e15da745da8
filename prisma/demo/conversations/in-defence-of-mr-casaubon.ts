import type { DemoComment } from '../shape.ts'

export const inDefenceOfMrCasaubon: DemoComment[] = [
  {
    by: 'rae', hoursAfter: 2.7, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
    text: 'I am the shoebox.',
    replies: [
      {
        by: 'hester', hoursAfter: 1.9, state: 'published', decidedBy: 'noor', hoursToDecision: 0.6,
        text: 'Then put a date on the lid.',
      },
    ],
  },
  {
    by: 'gwil', hoursAfter: 7.3, state: 'published', decidedBy: 'noor', hoursToDecision: 1.2,
    text: `I fear that I may know your concordance. Was the hymn-writer Ann Griffiths, or was it Pantycelyn? If it’s the second, then *gwaed* (blood, for those who were spared chapel) was a sensible place to give up; there must be a thousand of them.

I finished at the National Library with a strongroom of such things, and I’d add a sixth rule to your five. Say what you would *like* done. The worst boxes aren’t the unfinished ones. They’re those where nobody can tell whether he meant it to be kept.`,
    replies: [
      {
        by: 'hester', hoursAfter: 11.8, state: 'published', decidedBy: 'mo', hoursToDecision: 0.9,
        text: `Pantycelyn. You have just identified a man’s life work from one word and a stopping-place. That’s what I mean about the gentleman in Leicester.

The sixth rule is adopted.`,
        replies: [
          {
            by: 'gwil', hoursAfter: 8.6, state: 'published', decidedBy: 'noor', hoursToDecision: 2.4,
            text: `Then I can tell you something that’ll annoy you. There is another one, at Bangor. It starts at *gwaith*.`,
            replies: [
              {
                by: 'hester', hoursAfter: 3.4, state: 'published', decidedBy: 'noor', hoursToDecision: 0.3,
                text: 'I’ve had to go out and walk round the garden.',
                replies: [
                  {
                    by: 'yuki', hoursAfter: 13.7, state: 'published', decidedBy: 'mo', hoursToDecision: 1.8,
                    text: 'Is there really a plot for a novel here, or do I only wish it?',
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
    by: 'beatriz', hoursAfter: 19.5, state: 'published', decidedBy: 'mo', hoursToDecision: 2.6,
    text: `I am persuaded about the Key and not about the man. You have cleared him of being a bad scholar, of which Dorothea never accused him. The charge was that he was a bad husband, and on that you call a single witness, the candle on the stairs.

One kind sentence in a marriage of eighteen months! And what he does next is go and write the codicil. I think Eliot puts in the stairs so that we’ll know what she was going to lose: it shows there was a door. It doesn’t show that he’d have opened it again.`,
    replies: [
      {
        by: 'hester', hoursAfter: 21.2, state: 'published', decidedBy: 'noor', hoursToDecision: 1.5,
        text: `That is well put, and I haven’t an answer. I’ll offer a plea in mitigation: he did open it, once, from the inside, and it cannot have been oiled in thirty years.

I concede the codicil entirely. I have never been able to think of anything to say for the codicil.`,
      },
      {
        by: 'margaret', hoursAfter: 30.1, state: 'published', decidedBy: 'mo', hoursToDecision: 0.7,
        text: 'I’ve read this book in my twenties, my forties and my seventies, and it’s Dorothea who keeps getting younger.',
      },
    ],
  },
  {
    by: 'sol', hoursAfter: 26.6, state: 'hidden', decidedBy: 'mo', hoursToDecision: 1.3,
    hiddenBy: 'noor', hiddenAfterHours: 8.9,
    reason: { code: 'unkind', note: 'Hidden after two reports. Say what you like about Casaubon; the author’s age is not the subject.' },
    text: 'Funny how it’s always the retired who tell the rest of us to hurry up and finish. Some of us have jobs. Maybe nobody finished your forty boxes because your desk was in the way.',
  },
  {
    by: 'sol', hoursAfter: 36.2, state: 'rejected', decidedBy: 'mo', hoursToDecision: 0.7,
    reason: { code: 'unkind', note: 'The same remark again, and louder.' },
    text: 'So now I’m censored by a BLOG. The old bat can dish it out to a dead vicar but can’t take a joke, noted. Enjoy the shoebox.',
  },
  {
    by: 'ada', hoursAfter: 44.8, state: 'published', decidedBy: 'noor', hoursToDecision: 1,
    text: 'I have a folder called BOOK which contains, as of this morning, one epigraph. I’m sending it to you by registered post.',
  },
  {
    by: 'yuki', hoursAfter: 70.3, state: 'published', decidedBy: 'mo', hoursToDecision: 3.2,
    text: `On the German. It has always seemed to me the saddest part, and I say so as somebody who earns her living by it, that nobody in the novel thinks of *translation*. Casaubon can’t read the Germans; very well. He has money. For the price of the second carriage he could have had the whole of Müller put into English, and been thanked for it by every scholar in the country. It would have been a real Key, to one door.`,
    replies: [
      {
        by: 'hester', hoursAfter: 15.5, state: 'published', decidedBy: 'noor', hoursToDecision: 0.8,
        text: 'And consider who had in fact been translating German divinity into English, in Coventry, a dozen years later, unpaid, and before she ever wrote a novel. I think that she thought of it.',
        replies: [
          {
            by: 'yuki', hoursAfter: 9.9, state: 'published', decidedBy: 'mo', hoursToDecision: 0.5,
            text: 'Strauss! Of course. Three volumes, and I believe she was paid twenty pounds. So it’s not a gap in the novel at all. It’s the author, standing just outside the door.',
            replies: [
              {
                by: 'hester', hoursAfter: 5.2, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
                text: 'Paid, then. I withdraw “unpaid”. Twenty pounds for fifteen hundred pages; the principle stands.',
              },
            ],
          },
        ],
      },
    ],
  },
]
