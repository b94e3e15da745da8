import { expect, test } from 'vitest'
import { filesOfPicture, liesOn, namesPicture, pictureAddress } from '#lib/exchange/pictures/picture-address.ts'

test.each([
  ['http://Orchard.example/a.jpg', 'https://orchard.example/a.jpg'],
  ['https://orchard.example/a.jpg?w=300&h=200#x', 'https://orchard.example/a.jpg'],
  ['https://orchard.example:8080//x//a.jpg', 'https://orchard.example:8080/x/a.jpg'],
  ['https://i2.wp.com/orchard.example/wp-content/uploads/a.jpg?resize=300%2C200&ssl=1', 'https://orchard.example/wp-content/uploads/a.jpg'],
  ['https://i2.wp.com/i1.wp.com/orchard.example/a.jpg', null],
  [`https://i0.wp.com/${'i0.wp.com/'.repeat(20_000)}a.jpg`, null],
  ['https://ada:secret@orchard.example/a.jpg', null],
  ['ftp://orchard.example/a.jpg', null],
  ['/media/a.webp', null],
  ['javascript:alert(1)', null],
])('%s is known as %s', (raw, address) => {
  expect(pictureAddress(raw)).toBe(address)
})

test.each([
  ['https://o.example/a-300x200.jpg', ['https://o.example/a.jpg', 'https://o.example/a-scaled.jpg', 'https://o.example/a-300x200.jpg']],
  ['https://o.example/a-scaled.jpeg', ['https://o.example/a.jpeg', 'https://o.example/a-scaled.jpeg']],
  ['https://o.example/a.jpg', ['https://o.example/a.jpg']],
  ['https://o.example/walk-2012x.jpg', ['https://o.example/walk-2012x.jpg']],
])('of %s the largest file is looked for first', (address, files) => {
  expect(filesOfPicture(address, () => false)).toEqual(files)
})

test('a file that the export names is no copy of another, whatever it is called', () => {
  expect(filesOfPicture('https://o.example/a-300x200.jpg', () => true)).toEqual(['https://o.example/a-300x200.jpg'])
  expect(filesOfPicture('https://o.example/a-scaled.jpg', () => true)).toEqual(['https://o.example/a.jpg', 'https://o.example/a-scaled.jpg'])
})

test('a link names a picture by its ending, before any query', () => {
  expect(['https://o.example/a.JPG?x=1', 'https://o.example/a/', 'https://o.example/?file=a.jpg', 'nothing'].map(namesPicture)).toEqual([true, false, false, false])
})

test('hosts are compared whole, with or without www', () => {
  const hosts = new Set(['orchard.example'])
  const on = (host: string) => liesOn(hosts, `https://${host}/a.jpg`)
  expect(['orchard.example', 'www.orchard.example', 'orchard.example.evil.example', 'evil-orchard.example', 'orchard.example:8080', 'files.orchard.example'].map(on)).toEqual([true, true, false, false, false, false])
})
