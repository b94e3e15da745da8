import { z } from 'zod'

/** What zod says where a schema has no sentence of its own: for people, without names of types. */
z.config({
  customError(issue) {
    if (issue.code === 'unrecognized_keys') return `Nobody asked for this here: ${issue.keys.join(', ')}.`
    if (issue.code === 'invalid_type') return issue.input === undefined ? 'This is missing.' : 'This is not of the right kind.'
    if (issue.code === 'too_big') return 'This is too long or too large.'
    if (issue.code === 'too_small') return 'This is too short or too small.'
    if (issue.code === 'invalid_value') return 'This is not one of the choices.'
    return 'This is not right.'
  },
})
