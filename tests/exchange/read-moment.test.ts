import { expect, test } from 'vitest'
import { readMoment } from '#lib/exchange/read-moment.ts'

test.each([
  ['universal time first', { gmt: '2012-05-01 09:00:00', pubDate: 'Tue, 01 May 2012 08:00:00 +0000', local: '2012-05-01 10:00:00' }, '2012-05-01T09:00:00.000Z'],
  ['then a date with its zone', { gmt: '0000-00-00 00:00:00', pubDate: 'Tue, 01 May 2012 08:00:00 +0200', local: '2012-05-01 10:00:00' }, '2012-05-01T06:00:00.000Z'],
  ['then local time', { gmt: '', pubDate: 'Mon, 30 Nov -0001 00:00:00 +0000', local: '2012-05-01 10:00:00' }, '2012-05-01T10:00:00.000Z'],
  ['nothing tells a day', { gmt: '0000-00-00 00:00:00', pubDate: 'Mon, 30 Nov -0001 00:00:00 +0000', local: '0000-00-00 00:00:00' }, undefined],
  ['a day that never was', { gmt: '2012-13-45 09:00:00', local: '' }, undefined],
  ['words', { gmt: 'yesterday', local: 'soon' }, undefined],
])('%s', (_, spellings, moment) => expect(readMoment(spellings)?.toISOString()).toBe(moment))
