import { expect, test } from 'vitest'
import { labelOf, labelsFromForm, labelsOf, worksFromForm } from '#lib/works/works-form.ts'

const row = (work: string) => ({ 'works.0.work': work, 'works.0.role': 'review', 'works.0.rating': '4', 'works.0.scale': '5', 'works.0.known': '/works/solaris-1972', 'works.0.label': 'Solaris (1972)' })

test('a row that still shows the title of its work means that work, and another title another', () => {
  expect(worksFromForm(row(' Solaris (1972) '))).toEqual([{ work: '/works/solaris-1972', role: 'review', rating: '4', scale: '5' }])
  expect(worksFromForm(row('Solaris (2002)'))[0]?.work).toBe('Solaris (2002)')
  expect(worksFromForm({ 'works.0.work': 'Solaris', 'works.0.known': '', 'works.0.label': '' })[0]?.work).toBe('Solaris')
})

test('a row that was emptied names nothing', () => {
  expect(worksFromForm({ 'works.0.work': '', 'works.0.known': '/works/solaris-1972', 'works.0.label': 'Solaris (1972)' })).toEqual([])
})

test('a work is shown by its title and year, as it is stored and as a form that was sent showed it', () => {
  const work = { slug: 'solaris-1972', title: 'Solaris', year: 1972, kind: 'film', role: 'about' as const, rating: '', scale: '' }
  expect([labelOf(work), labelOf({ ...work, year: null })]).toEqual(['Solaris (1972)', 'Solaris'])
  expect(labelsOf([work])).toEqual({ '/works/solaris-1972': 'Solaris (1972)' })
  expect(labelsFromForm(row('anything'))['/works/solaris-1972']).toBe('Solaris (1972)')
})
