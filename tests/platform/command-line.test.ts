import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commands, findCommand, helpText } from '../../scripts/command-list.ts'

test('the words of a command find it, the rest is for the command', () => {
  expect(findCommand(['import', 'wxr', 'blog.xml', '--dry-run'])).toMatchObject({ entry: { file: 'import-wxr.ts' }, rest: ['blog.xml', '--dry-run'] })
  expect(findCommand(['user', 'create', '--handle', 'ada'])).toMatchObject({ entry: { file: 'user.ts' }, rest: ['create', '--handle', 'ada'] })
})

test.each([['impart'], ['import'], ['import', 'rss', 'feed.xml'], ['Verify'], ['../start']])('there is no command %s', (...words) => {
  expect(() => findCommand(words)).toThrow('There is no command')
})

test('every command is in the help and has its file', () => {
  for (const command of commands) {
    expect(helpText()).toContain(command.words)
    expect(existsSync(path.join('scripts', 'commands', command.file)), command.file).toBe(true)
  }
})
