import type { DemoComment } from '../shape.ts'

export const theBookNextToIt: DemoComment[] = [
  {
    by: 'gwil', hoursAfter: 4.6, state: 'published', decidedBy: 'mo', hoursToDecision: 0.8,
    text: `I’m sorry to do this to a colleague. Clerkenwell was not the first.

Brown and Fincham wrote the experiment up for *The Library* the same year, and at the foot of the very last page, after the peroration, there is a paragraph which you can tell was put in at proof. “Since this paper was written we have learned that open access has been allowed for the past eight years to all borrowers in the City of Truro Free Library”. The librarian there, a Mr Gibson, reports that his losses have been insignificant.

Eight years! Nobody had noticed. He hadn’t thought that it was a movement; he’d thought it was a library.`,
    replies: [
      {
        by: 'hester', hoursAfter: 10.3, state: 'published', decidedBy: 'noor', hoursToDecision: 0.5,
        text: `I have read that paper. I’ve *cited* that paper. I can only suppose that in thirty years I have never once turned to the last page, which, given the subject of the essay, I shall now have to live with.

It’s corrected, with your name on it. And what a sentence: he hadn’t thought that it was a movement, he’d thought it was a library.`,
        replies: [
          {
            by: 'gwil', hoursAfter: 13.1, state: 'published', decidedBy: 'noor', hoursToDecision: 1.9,
            text: 'I found it by accident. I was after the article next to it.',
          },
        ],
      },
    ],
  },
  {
    by: 'tunde', hoursAfter: 11.7, state: 'published', decidedBy: 'mo', hoursToDecision: 1.6,
    text: `I’ll speak up for the machine. I do shifts, the branch nearest me opens three days a week and shuts at five, and the shelf I can get to has two hundred books on it, of which half are about the Second World War. Your good neighbour is lovely if you live in Bloomsbury. I’ve read more in the five years since I could borrow on my phone than in the twenty before. Nobody put those books next to anything for me.`,
    replies: [
      {
        by: 'hester', hoursAfter: 9.4, state: 'published', decidedBy: 'noor', hoursToDecision: 0.4,
        text: `You’re right to say it, and I ought to have. An open shelf behind a locked door is an indicator with better paint.

But may I ask how you find them, on the telephone? I don’t mean when you know what you want. I mean the others.`,
        replies: [
          {
            by: 'tunde', hoursAfter: 8.8, state: 'published', decidedBy: 'mo', hoursToDecision: 0.7,
            text: 'Honestly? I finish one and then I read the bit at the back where they thank people, and look those people up.',
            replies: [
              {
                by: 'yuki', hoursAfter: 5.1, state: 'published', decidedBy: 'noor', hoursToDecision: 1.1,
                text: 'But that’s a shelf! The acknowledgements are the one part of a book where the author says who her neighbours are.',
                replies: [
                  {
                    by: 'tunde', hoursAfter: 10.6, state: 'published', decidedBy: 'mo', hoursToDecision: 0.5,
                    text: 'Never thought of it as anything. It’s how you’d find a plumber.',
                    replies: [
                      {
                        by: 'beatriz', hoursAfter: 14.4, state: 'published', decidedBy: 'mo', hoursToDecision: 2.8,
                        text: `I’d like to take the plumber seriously. There’s a shelf made by somebody who has read the books, which is Hester’s. There is a list made by counting what others took, which is the machine’s. Tunde’s is a third thing: you are handed on, by name, from one person to the next, and each of them is answerable for it. In my trade we’d call it provenance.

It’s slower than the second and narrower than the first. But it’s the only one of the three where you could go back and complain.`,
                        replies: [
                          {
                            by: 'hester', hoursAfter: 12.2, state: 'published', decidedBy: 'noor', hoursToDecision: 0.6,
                            text: `“The only one where you could go back and complain” is worth more than my four demands.

I’d quibble with one thing. The shelf was answerable too, once. The cataloguer’s initials used to be pencilled inside the back board. I’ve been complained to, by name, on account of mine, in 1987, by a bishop.`,
                            replies: [
                              {
                                by: 'rae', hoursAfter: 1.8, state: 'published', decidedBy: 'noor', hoursToDecision: 0.3,
                                text: 'What had you put him next to?',
                                replies: [
                                  {
                                    by: 'hester', hoursAfter: 3.3, state: 'published', decidedBy: 'mo', hoursToDecision: 0.4,
                                    text: 'Conjuring.',
                                    replies: [
                                      {
                                        by: 'tunde', hoursAfter: 6.7, state: 'published', decidedBy: 'mo', hoursToDecision: 0.6,
                                        text: 'And they say browsing is dead.',
                                        replies: [
                                          {
                                            by: 'gwil', hoursAfter: 9.7, state: 'published', decidedBy: 'noor', hoursToDecision: 1.3,
                                            text: 'In her defence, under Dewey it is a matter of a few hundred decimals, and there are dioceses where you would hardly see the join.',
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
    by: 'hana', hoursAfter: 26.1, state: 'withdrawn', decidedBy: 'mo', hoursToDecision: 0.9, withdrawnAfterHours: 41.5,
    text: 'My teacher arranged the workshop library by who had learned from whom, and when he and his brother stopped speaking he moved a whole bay of books into the corridor. I have the corridor now. I don’t know whether I’m allowed to move them back.',
    replies: [
      {
        by: 'margaret', hoursAfter: 4.2, state: 'published', decidedBy: 'noor', hoursToDecision: 0.5,
        text: 'Whoever has the corridor has the say, I should have thought. But I’d wait until you had asked the books.',
        replies: [
          {
            by: 'beatriz', hoursAfter: 7.4, state: 'published', decidedBy: 'mo', hoursToDecision: 1.2,
            text: 'Photograph it first, exactly as he left it. Then move them. An arrangement is a document too.',
          },
        ],
      },
    ],
  },
  {
    by: 'earl', hoursAfter: 49.3, state: 'published', decidedBy: 'mo', hoursToDecision: 1.4,
    edit: {
      hoursAfter: 1458,
      text: 'Our county library shelves westerns by the color of the spine, because that is what people remember. I used to think it was a joke. It works fine, I wrote here two months ago. Since then they have rebound two of them in green, and we have not found either.',
    },
    text: 'Our county library shelves westerns by the color of the spine, because that is what people remember. I used to think it was a joke. It works fine.',
  },
  {
    by: 'gwil', hoursAfter: 50.7, state: 'rejected', decidedBy: 'noor', hoursToDecision: 2.3,
    reason: { code: 'repeat', note: 'Sent twice, I think by accident: the first one is up, and credited. No harm done.' },
    appeal: {
      hoursAfter: 1440,
      text: 'It was no accident. The first had not appeared when I went to bed, and I took it for lost. Now that it is up nobody needs the second, and I do not ask for it; but “sent twice, by accident” stands in your books against a librarian, and I should be glad if somebody else looked at that.',
    },
    text: `I’m sorry to do this to a colleague. Clerkenwell was not the first.

Brown and Fincham wrote the experiment up for *The Library* the same year, and at the foot of the very last page, after the peroration, there is a paragraph which you can tell was put in at proof.`,
  },
  {
    by: 'kit', hoursAfter: 77.2, state: 'published', decidedBy: 'noor', hoursToDecision: 0.6,
    text: 'Left: *Pollution Control Handbook*, 1974. Right: a hymnal with the back off. I’m reading a guide to mosses, and I wouldn’t now be without either of them.',
  },
]
