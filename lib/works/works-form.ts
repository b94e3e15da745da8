/** The rows of a form that name a work: `works.0.work`, `works.0.role`, `works.0.rating`, `works.0.scale`. Empty rows are none. */
export function worksFromForm(fields: Record<string, string | undefined>): { work: string; role: string; rating: string; scale: string }[] {
  const rows = [...new Set(Object.keys(fields).flatMap((name) => /^works\.(\d{1,2})\.work$/.exec(name)?.[1] ?? []))].toSorted((a, b) => Number(a) - Number(b))
  const part = (row: string, name: string) => fields[`works.${row}.${name}`]?.trim() ?? ''
  return rows
    .map((row) => ({ work: part(row, 'work'), role: part(row, 'role') || 'about', rating: part(row, 'rating'), scale: part(row, 'scale') }))
    .filter(({ work, rating }) => work !== '' || rating !== '')
}
