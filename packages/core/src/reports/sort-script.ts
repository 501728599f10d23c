/**
 * Makes tables sortable where scripts run; without it they are tables. The heads become buttons, `aria-sort` says
 * what is sorted and how, and rows that are equal stay as they were.
 */
export const sortScript = `
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0]
  const heads = [...table.tHead.rows[0].cells]
  const valueOf = (row, index) => {
    const cell = row.cells[index]
    const value = cell.dataset.value
    if (value === undefined) return cell.textContent.trim()
    return value === '' ? null : Number.isNaN(Number(value)) ? value : Number(value)
  }
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true })
  heads.forEach((head, index) => {
    if (head.textContent.trim() === '') return
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    const first = head.className === '' ? 'ascending' : 'descending'
    button.addEventListener('click', () => {
      const other = first === 'ascending' ? 'descending' : 'ascending'
      const order = head.getAttribute('aria-sort') === first ? other : first
      for (const one of heads) one.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', order)
      const sign = order === 'ascending' ? 1 : -1
      const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, index) }))
      const known = rows.filter(({ value }) => value !== null && value !== '')
      const unknown = rows.filter(({ value }) => value === null || value === '')
      known.sort((a, b) => sign * compare(a.value, b.value))
      body.append(...[...known, ...unknown].map(({ row }) => row))
    })
  })
}
`
