import { expect, test } from 'vitest'
import { Findings, proofs } from './faults.ts'
import { tellAll } from './tell-all.ts'

test('all parts are added up, and what happened twice, was seen or is missing can be read', () => {
  const [one, two] = [new Findings('kill -9 of the server', ['kills'], 'restarts'), new Findings('kill -9 of one of two servers', ['kills'], 'restarts')]
  for (const each of [one, two]) each.count('kills', 600)
  one.count('restarts', 600)
  one.told(true, 1)
  one.told(true, 2)
  one.told(false, 0)
  two.told(true, 0)
  two.count(proofs.seen, 3)
  two.fail('a text is not there')
  const said = tellAll([one, two])
  for (const line of [
    /kill -9 of the server +600 +2 +2 +1 /, /kill -9 of one of two servers +600 +1 +0 +0 +0 +3 /, /kills \(kill -9 of a server\) +1,200$/m, /restarts of a server +600$/m,
    /acknowledged +3$/m, /of these present +2$/m, /duplicates +1$/m, /canaries seen +3$/m, /promises broken +1$/m,
  ]) expect(said).toMatch(line)
})
