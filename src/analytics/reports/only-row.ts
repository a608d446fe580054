/** A sum without a group is always one row. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A sum came without its row.');
  return row;
}
