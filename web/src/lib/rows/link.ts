/**
 * The page that shows the rows behind a figure, by the figure's `drillDown`.
 * @param count how many the figure counts: the list itself comes in parts
 */
export function rowsHref(drillDown: string, title: string, count?: number): string {
  const said = { list: drillDown, title, ...(count !== undefined && { count: String(count) }) };
  return `/rows?${new URLSearchParams(said).toString()}`;
}
